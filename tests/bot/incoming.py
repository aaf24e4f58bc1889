"""Messages for tests."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.messages import Incoming

_numbers = itertools.count(1)


def incoming(text: str, **changes: Any) -> Incoming:
    """A message from one person in one direct conversation, a quarter of a minute after the one before."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "channel": "test",
        "conversation": "room",
        "sender": "anna",
        "event": f"event-{number}",
        "text": text,
        "direct": True,
        "addressed": False,
        "sent_at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=15 * number),
    }
    return Incoming(**(values | changes))
