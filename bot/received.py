"""A message together with what is kept of its sender, on its way to an outcome."""

from dataclasses import dataclass, replace

from bot.conversation.progress import Phase
from bot.knelpunten.draft import Draft
from bot.memory import Awaiting, Memory
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.outcome import Outcome
from bot.privacy.gate import Admitted
from bot.wording import intake as words


@dataclass(frozen=True, slots=True)
class Received:
    """A message and what is kept of its sender in its conversation.

    Attributes:
        incoming: the message as it came.
        admitted: what it says, as far as that may be kept.
        memory: what is remembered of the sender.
        draft: the report that they are telling; None when there is none.
        away: they have not said anything for a while.
    """

    incoming: Incoming
    admitted: Admitted
    memory: Memory
    draft: Draft | None
    away: bool

    @property
    def text(self) -> str:
        """What the message says."""
        return self.admitted.text

    @property
    def is_reporting(self) -> bool:
        """Whether the sender is in the middle of a report."""
        return self.draft is not None and self.draft.progress.phase is not Phase.PAUSED

    def saying(self, text: str) -> "Received":
        """The same with other words."""
        return replace(self, admitted=replace(self.admitted, text=text))

    def awaiting(self, awaiting: Awaiting | None) -> "Received":
        """The same, with the assistant waiting for something else, or for nothing."""
        return replace(self, memory=replace(self.memory, awaiting=awaiting))

    def outcome(self, *replies: Reply) -> Outcome:
        """Say something, and leave all the rest as it is."""
        return Outcome(replies=replies, memory=self.memory, draft=self.draft)

    def continued_directly(self) -> Outcome:
        """Say that this is for a conversation of two, and go on there."""
        reply = Reply((paragraph(words.IN_PRIVATE),), Kind.REPORT, continues_directly=True)
        return self.outcome(reply)
