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
        event=continued_event(incoming.event),
        direct=True,
        addressed=True,
    )


def continued_withdrawal(withdrawal: Incoming, room: str) -> Incoming:
    """Give the withdrawal of the same message from the direct room in which it went on."""
    return replace(continued(withdrawal, room), target=continued_event(withdrawal.target))


def continued_event(event: str) -> str:
    """Give the event of a message from a group as it goes on in a direct room."""
    return event + _MARK


def is_continued(incoming: Incoming) -> bool:
    """Whether a message was really sent in another room than its own."""
    return incoming.event.endswith(_MARK)
