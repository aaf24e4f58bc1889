"""What comes of a command."""

from dataclasses import dataclass

from bot.actions import Action
from bot.memory import Awaiting
from bot.messages import Choice, Kind, Reply, paragraph


@dataclass(frozen=True, slots=True)
class Done:
    """What comes of a command.

    Attributes:
        reply: what is said.
        action: what is done to what is kept.
        awaiting: what the assistant asks and waits for.
        refused: it was not for the sender.
    """

    reply: Reply
    action: Action | None = None
    awaiting: Awaiting | None = None
    refused: bool = False


def say(sentence: str, choices: tuple[Choice, ...] = ()) -> Reply:
    """Reply to a command with one paragraph."""
    return Reply((paragraph(sentence),), Kind.COMMAND, choices)
