"""Where a reply goes."""

from dataclasses import dataclass

from bot.channels.matrix.continuation import is_continued
from bot.channels.matrix.conversation import Conversation
from bot.messages import Incoming


@dataclass(frozen=True, slots=True)
class Destination:
    """A place in a room.

    Attributes:
        conversation: the room, or the thread in it.
        reply_to: event that is replied to; None where nothing was asked there.
        mention: who is to notice.
    """

    conversation: Conversation
    reply_to: str | None = None
    mention: str | None = None


def destination_of_reply(incoming: Incoming) -> Destination:
    """Give the place to reply to a message; in a group, who asked is mentioned so that they notice."""
    # A client cannot show a reply to a correction or to a reaction.
    event = incoming.target or incoming.event
    return Destination(
        Conversation.parse(incoming.conversation),
        reply_to=None if is_continued(incoming) else event,
        mention=None if incoming.direct else incoming.sender,
    )
