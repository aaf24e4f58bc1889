"""What comes of one message: what is said, and what is kept."""

from dataclasses import dataclass

from bot.actions import Action
from bot.knelpunten.draft import Draft
from bot.memory import Memory
from bot.messages import Reply


@dataclass(frozen=True, slots=True)
class PrivilegedUse:
    """A command that is not for everyone was used.

    Attributes:
        command: its name.
        number: of the knelpunt that it is about, or None.
        allowed: it was for the sender.
    """

    command: str
    number: str | None
    allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What comes of one message.

    Attributes:
        replies: what is said, in order.
        memory: what is remembered of the sender in this conversation from now on.
        draft: the report that they are telling there; None when there is none.
        action: what is done to what is kept.
        use: the command that is not for everyone, where the message is one.
    """

    replies: tuple[Reply, ...]
    memory: Memory
    draft: Draft | None = None
    action: Action | None = None
    use: PrivilegedUse | None = None
