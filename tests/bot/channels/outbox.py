"""An outbox that is gone when the program ends."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Kind, Reply, paragraph


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply that waits."""

    id: int
    channel: str
    conversation: str
    sender: str
    reply: Reply
    edits: str | None = None


class OutboxInMemory:
    """Keeps what is added until it is sent."""

    def __init__(self) -> None:
        self._waiting: dict[int, Waiting] = {}
        self._last = 0

    def add(self, text: str, channel: str = "test") -> None:
        self._last += 1
        reply = Reply((paragraph(text),), Kind.NOTICE)
        self._waiting[self._last] = Waiting(self._last, channel, "room", "anna", reply)

    async def pending(self, channel: str, limit: int, now: datetime) -> tuple[Waiting, ...]:
        return tuple(waiting for waiting in self._waiting.values() if waiting.channel == channel)[:limit]

    async def sent(self, outgoing_id: int, now: datetime) -> None:
        del self._waiting[outgoing_id]
