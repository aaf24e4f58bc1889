"""A report that is being told: kept at each answer, so that it can go on after anything."""

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.progress import Progress


class Purpose(StrEnum):
    """What becomes of a draft once it is confirmed."""

    REPORT = "report"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report, or a support of an existing knelpunt, that is being told.

    Attributes:
        purpose: what it is for.
        progress: how far it is.
        supported: number of the knelpunt that is supported, for a `Purpose.SUPPORT`.
        proposed: numbers of the look-alikes that the person is asked about at the moment.
        related: numbers of the look-alikes that they said are another knelpunt.
        attachments: ids of the files that belong to it.
        aside: what they said at an open step that was taken for a question.
    """

    progress: Progress
    purpose: Purpose = Purpose.REPORT
    supported: str | None = None
    proposed: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    attachments: tuple[int, ...] = ()
    aside: str | None = None
