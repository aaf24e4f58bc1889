"""What was learned from a knelpunt, and whether the programme directorate agreed that others read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.knelpunten.history import Event, EventKind
from bot.knelpunten.report import Status


class Consent(StrEnum):
    """What the programme directorate said about a lesson."""

    WAITED_FOR = "waited_for"
    GIVEN = "given"
    REFUSED = "refused"


_SAID = {
    EventKind.LEARNED: Consent.WAITED_FOR,
    EventKind.PUBLISHED: Consent.GIVEN,
    EventKind.DECLINED: Consent.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson.

    Attributes:
        text: in the words of who treated the knelpunt.
        consent: what the programme directorate said.
        since: when they did, or when the lesson was written.
    """

    text: str
    consent: Consent
    since: datetime


def lesson_of(history: Sequence[Event]) -> Lesson | None:
    """Give the lesson of a knelpunt after what happened to it, oldest first; None where it has none.

    A lesson lasts as long as its knelpunt is solved: what did not help is nothing to learn from, and when
    the knelpunt is solved again the lesson is asked for again.
    """
    lesson = None
    for event in history:
        if event.kind in _SAID:
            lesson = Lesson(event.data["text"], _SAID[event.kind], event.at)
        elif event.data.get("status", Status.SOLVED) != Status.SOLVED:
            lesson = None
    return lesson
