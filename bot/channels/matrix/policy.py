"""What the assistant does for whom, as those who run it decide."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPolicy:
    """What is answered, and from whom.

    Attributes:
        answer_within: a message older than this is not answered any more when the assistant comes back.
        invites_from: names of homeservers and ids of users that may invite it; none for its own homeserver.
        ignored_users: ids of users that are not answered, such as other bots.
    """

    answer_within: timedelta = timedelta(hours=24)
    invites_from: frozenset[str] = frozenset()
    ignored_users: frozenset[str] = frozenset()

    def is_late(self, sent_at: datetime, now: datetime) -> bool:
        """Whether a message has waited for too long to be answered."""
        return now - sent_at > self.answer_within

    def may_invite(self, inviter: str, ours: str) -> bool:
        """Whether a user may invite us.

        Names are compared whole: ``example.org`` is neither ``example.org.evil.net`` nor ``a.example.org``.

        Args:
            inviter: id of the user.
            ours: id of our own user.
        """
        allowed = self.invites_from or {server_of(ours)}
        return inviter in allowed or server_of(inviter) in allowed


def server_of(user: str) -> str:
    """The name of a user's homeserver; it may end with a port."""
    return user.partition(":")[2]
