"""Whom the assistant is for, as those who run it decide."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramPolicy:
    """Who is answered; a bot can be found by everybody in the world, so nobody who is not named here.

    Attributes:
        allowed_users: ids of people.
        allowed_groups: ids of groups: they are answered there, and their members everywhere.
        answer_within: an older message is not answered any more when the assistant comes back.
    """

    allowed_users: frozenset[int] = frozenset()
    allowed_groups: frozenset[int] = frozenset()
    answer_within: timedelta = timedelta(hours=24)
