"""What is remembered of one person in one conversation."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

REMEMBERED_EXCHANGES = 4


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what was shown for it.

    Attributes:
        question: the question, complete in itself.
        shown: keys of the passages shown for it, so that they are not shown blindly again.
    """

    question: str
    shown: tuple[str, ...] = ()


class Doubt(StrEnum):
    """What the assistant has asked and waits for."""

    WHETHER_TO_REPORT = "whether_to_report"
    QUESTION_OR_REPORT = "question_or_report"
    WHETHER_TO_FORGET = "whether_to_forget"


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What the assistant has asked, and the message that it asked it about."""

    doubt: Doubt
    message: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one person in one conversation.

    Attributes:
        introduced: the assistant has said who it is.
        exchanges: the last ones, oldest first.
        awaiting: what the assistant has asked, outside a report; None when it waits for nothing.
    """

    introduced: bool = False
    exchanges: tuple[Exchange, ...] = field(default_factory=tuple)
    awaiting: Awaiting | None = None

    def with_exchange(self, exchange: Exchange) -> "Memory":
        """Remember one more exchange and forget the oldest beyond the limit."""
        return replace(self, exchanges=(*self.exchanges, exchange)[-REMEMBERED_EXCHANGES:])
