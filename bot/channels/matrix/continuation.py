"""A message from a group that is answered in a direct room; pure functions."""

from dataclasses import replace

from bot.channels.matrix.conversation import Conversation
from bot.messages import Incoming

_MARK = " direct"
"""Ends the event of such a message. An id of Matrix holds no space, so this is no event of any room."""


def continued(incoming: Incoming, room: str) -> Incoming:
    """Give the same message as if it was sent in a direct room; always with the same event."""
    return replace(
        incoming,
        conversation=str(Conversation(room)),
        event=incoming.event + _MARK,
        direct=True,
        addressed=True,
    )


def is_continued(incoming: Incoming) -> bool:
    """Whether a message was really sent in another room than its own."""
    return incoming.event.endswith(_MARK)
