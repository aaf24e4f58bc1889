"""Who may read what: asked once for each message that something of a document may be shown for."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.lessons.folder import agreed_names
from bot.library.hidden import Hidden
from bot.messages import Incoming
from bot.overview.period import day_here
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library

NO_ROOM = ""
"""Where somebody asks who is in no room: they see what everyone sees."""


class Readership:
    """Tells which documents may not be shown, as the database says at that moment.

    Args:
        library: the terms of documents.
        knelpunten: what was learned from them, and who agreed.
        held: gives which versions of documents the index holds from which is answered.
    """

    def __init__(
        self, library: Library, knelpunten: Knelpunten, held: Callable[[], Mapping[str, str]]
    ) -> None:
        self._library = library
        self._knelpunten = knelpunten
        self._held = held
        self._agreed: tuple[int, frozenset[str]] | None = None

    async def hidden_from(self, incoming: Incoming, now: datetime) -> Hidden:
        """Tell what may not be shown where a message was said: all who are in that room read along."""
        return await self.hidden_in(incoming.place, now)

    async def hidden_in(self, room: str, now: datetime) -> Hidden:
        """Tell what may not be shown in a room.

        Args:
            room: channel and room, such as ``matrix:!abc:example.org``, or `NO_ROOM`.
            now: the moment; a document holds for days in the Netherlands.
        """
        documents = await self._library.hidden(room, day_here(now), self._held())
        return Hidden(documents, await self._agreed_lessons())

    async def _agreed_lessons(self) -> frozenset[str]:
        # What was agreed to, changes only by what happens to a knelpunt, also in another process.
        last = await self._knelpunten.last_change()
        if self._agreed is None or self._agreed[0] != last:
            self._agreed = last, frozenset(await agreed_names(self._knelpunten))
        return self._agreed[1]
