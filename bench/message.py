"""A message as a channel would hand it in."""

from datetime import UTC, datetime

from bot.messages import Incoming


def lone_message(name: str, text: str) -> Incoming:
    """Make a message of somebody of whom nothing is remembered.

    Args:
        name: tells the person, their conversation and the message from all others.
        text: what they say.
    """
    return Incoming(
        channel="bench",
        conversation=name,
        sender=name,
        event=name,
        text=text,
        direct=True,
        addressed=True,
        sent_at=datetime.now(UTC),
    )
