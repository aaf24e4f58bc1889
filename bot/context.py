"""What is known when a message comes in."""

from dataclasses import dataclass

from bot.knelpunten.draft import Draft
from bot.memory import Memory


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of one person in one conversation.

    Attributes:
        memory: what is remembered of them.
        draft: what they are reporting, or None.
        away: it is long ago that something was said; what was said then is forgotten, the draft is not.
    """

    memory: Memory
    draft: Draft | None = None
    away: bool = False
