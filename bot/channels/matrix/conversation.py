"""What belongs together in Matrix: a room, or a thread in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conversation:
    """A room, or one thread in it; as text ``!room`` or ``!room $first-event-of-the-thread``.

    Neither ids of rooms nor ids of events can hold a space.
    """

    room: str
    thread: str | None = None

    def __str__(self) -> str:
        return f"{self.room} {self.thread}" if self.thread else self.room

    @classmethod
    def parse(cls, text: str) -> "Conversation":
        """Read what `str` wrote."""
        room, _, thread = text.partition(" ")
        return cls(room, thread or None)
