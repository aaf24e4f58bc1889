"""For whom and when a document holds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For whom and when a document holds.

    Attributes:
        valid_from: first day on which it holds, or None.
        valid_until: last day on which it holds, or None.
        rooms: a channel and a room each (``matrix:!abc:example.org``); None for everyone.
        withdrawn: nobody is shown it any more, also where an index still holds it.
    """

    valid_from: date | None = None
    valid_until: date | None = None
    rooms: frozenset[str] | None = None
    withdrawn: bool = False

    def hold(self, room: str, today: date) -> bool:
        """Whether who is in a room may be shown the document today.

        Args:
            room: channel and room, such as ``matrix:!abc:example.org``.
            today: the day, in the Netherlands.
        """
        if self.withdrawn or (self.rooms is not None and room not in self.rooms):
            return False
        begun = self.valid_from is None or self.valid_from <= today
        ended = self.valid_until is not None and self.valid_until < today
        return begun and not ended


EVERYONE_ALWAYS = Terms()
