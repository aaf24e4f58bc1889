"""Which message a line in the log is about, without saying whose it is."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.messages import Incoming

BYTES = 6
"""Of a million messages two have the same id with a chance of 1 in 600."""

NONE = "-"

_current: ContextVar[str] = ContextVar("correlation", default=NONE)
_key = b""


def keep_secret_with(secret: str) -> None:
    """Have ids depend on a secret from now on, in this process.

    Messages of Telegram are counted: without a secret, who has the log could try all numbers, and see which
    message a line is about.

    Args:
        secret: the same in all processes that serve the same people, and after a restart.
    """
    global _key  # noqa: PLW0603 - as the log is, it is one for the process
    _key = hashlib.sha256(secret.encode()).digest()


def correlation_of(channel: str, event: str) -> str:
    """Give the id of a message in the log: always the same, and it tells nothing of the message."""
    return digest_of(channel, event, BYTES).hex()


def digest_of(channel: str, event: str, size: int) -> bytes:
    """Give so many bytes that are always the same for a message, and tell nothing of it."""
    return hashlib.blake2b(f"{channel}\n{event}".encode(), digest_size=size, key=_key).digest()


def correlation() -> str:
    """The message that is being handled here; ``-`` for none."""
    return _current.get()


@contextmanager
def about(message: Incoming) -> Iterator[None]:
    """Let what is logged in the block be about a message, also in threads and tasks that it starts."""
    token = _current.set(correlation_of(message.channel, message.event))
    try:
        yield
    finally:
        _current.reset(token)
