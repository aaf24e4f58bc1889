"""The groups in which admins tend the knowledge together."""

from dataclasses import dataclass

from bot.messages import Incoming


@dataclass(frozen=True, slots=True)
class AdminRooms:
    """The groups in which admins tend the knowledge together.

    Attributes:
        rooms: a channel and a room each (``matrix:!abc:example.org``).
    """

    rooms: frozenset[str] = frozenset()

    def have(self, incoming: Incoming) -> bool:
        """Whether a message was said in one of them."""
        return not incoming.direct and incoming.place in self.rooms
