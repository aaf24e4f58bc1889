"""What is remembered of one person in one conversation."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

REMEMBERED_EXCHANGES = 4


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what was shown for it.

    Attributes:
        question: the question, complete in itself.
        shown: keys of the passages shown for it, so that they are not shown blindly again.
        event: the message that it was asked with, on its channel.
        unhelpful: what was shown did not help, so it is shown for no other question either.
    """

    question: str
    shown: tuple[str, ...] = ()
    event: str = ""
    unhelpful: bool = False


class Doubt(StrEnum):
    """What the assistant has asked and waits for."""

    WHETHER_TO_REPORT = "whether_to_report"
    QUESTION_OR_REPORT = "question_or_report"
    WHETHER_TO_FORGET = "whether_to_forget"
    WHETHER_SOLVED = "whether_solved"
    ANSWER_ABOUT_KNELPUNT = "answer_about_knelpunt"
    WHETHER_ANSWER = "whether_answer"
    WHETHER_REMARK = "whether_remark"
    WHETHER_TO_ADD = "whether_to_add"
    WHETHER_TO_REPLACE = "whether_to_replace"
    WHAT_NEXT = "what_next"
    WHAT_TO_DO_WITH_PERSONAL_DATA = "what_to_do_with_personal_data"


UNASKED = frozenset({Doubt.ANSWER_ABOUT_KNELPUNT, Doubt.WHETHER_SOLVED})
"""What is asked in a notice, whenever that may be read."""

PATIENT = UNASKED | {Doubt.WHAT_TO_DO_WITH_PERSONAL_DATA}
"""What is waited for however long nothing is said."""

LASTING = frozenset({Doubt.WHETHER_TO_ADD, Doubt.WHETHER_TO_REPLACE})
"""What is waited for while something else is talked about: a preview takes time to read."""


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What the assistant has asked.

    Attributes:
        doubt: what.
        message: the message that it asked it about, or the number of the knelpunt; the event of the message
            that was held back.
        before: what it had asked before and still waits for, or None.
    """

    doubt: Doubt
    message: str = ""
    before: "Awaiting | None" = None


def about_personal_data(event: str, before: Awaiting | None) -> Awaiting:
    """Wait for what is to be done with the message of an event, which is held back."""
    return Awaiting(Doubt.WHAT_TO_DO_WITH_PERSONAL_DATA, event, before)


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

    @property
    def pending(self) -> Awaiting | None:
        """What is waited for whatever is talked about in between; None for nothing."""
        asked = self.awaiting
        while asked and asked.doubt not in LASTING:
            asked = asked.before
        return asked

    def with_exchange(self, exchange: Exchange) -> "Memory":
        """Remember one more exchange and forget the oldest beyond the limit."""
        return replace(self, exchanges=(*self.exchanges, exchange)[-REMEMBERED_EXCHANGES:])

    def asked_with(self, event: str) -> "Memory":
        """Note for what is new in it with which message it was asked."""
        return self._changed(lambda exchange: exchange if exchange.event else replace(exchange, event=event))

    def before(self, event: str) -> "Memory":
        """What was remembered when a message came in; no exchanges where it is not known."""
        events = [exchange.event for exchange in self.exchanges]
        known = self.exchanges[: events.index(event)] if event in events else ()
        return replace(self, exchanges=known, awaiting=None)

    def with_correction(self, event: str, corrected: "Memory") -> "Memory":
        """Put what was remembered anew of a message in the place of what was remembered of it.

        Args:
            event: the message that was corrected.
            corrected: what is remembered up to and including the corrected message.
        """
        events = [exchange.event for exchange in self.exchanges]
        later = self.exchanges[events.index(event) + 1 :] if event in events else self.exchanges
        exchanges = (*corrected.exchanges, *later)[-REMEMBERED_EXCHANGES:]
        return replace(corrected, exchanges=exchanges, awaiting=corrected.awaiting or self.awaiting)

    def without(self, event: str) -> "Memory":
        """Forget what was asked with a message."""
        return replace(self, exchanges=tuple(kept for kept in self.exchanges if kept.event != event))

    def unhelped(self, event: str) -> "Memory":
        """Note that what was shown for a message did not help."""
        return self._changed(
            lambda exchange: replace(exchange, unhelpful=True) if exchange.event == event else exchange
        )

    def asked_unasked(self, asked: Awaiting) -> "Memory":
        """Wait for what was asked in a notice.

        What to do with personal data is asked first: only the message that was held back says what it was.
        """
        before = self.awaiting
        if before and before.doubt is Doubt.WHAT_TO_DO_WITH_PERSONAL_DATA:
            asked = replace(before, before=asked)
        return replace(self, awaiting=asked)

    def after_a_while(self) -> "Memory":
        """What is left when nothing was said for a while: what was talked about is forgotten."""
        asked = self.awaiting if self.awaiting and self.awaiting.doubt in PATIENT else None
        return Memory(introduced=self.introduced, awaiting=asked or self.pending)

    def _changed(self, change: Callable[[Exchange], Exchange]) -> "Memory":
        return replace(self, exchanges=tuple(map(change, self.exchanges)))
