"""What may not be shown on the command line: there, somebody asks who is in no room, unless they name one."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.library.hidden import Hidden
from bot.library.readership import NO_ROOM, Readership
from bot.settings import Settings
from bot.storage.database import has_database, opened
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library


def hidden_from(settings: Settings, held: Mapping[str, str], room: str | None = None) -> Hidden:
    """Tell what may not be shown today, as the database says; where there is none, no document has terms.

    Args:
        settings: name the database.
        held: the versions of documents that the index holds in which is looked, by name.
        room: channel and room in which is asked; None for no room.

    Raises:
        DatabaseUnusable: there is a database, and it cannot be read.
    """
    if not has_database(settings.database):
        return Hidden(agreed=frozenset())
    return asyncio.run(_read(settings.database, held, room or NO_ROOM))


async def _read(database: str, held: Mapping[str, str], room: str) -> Hidden:
    async with opened(database) as engine:
        readership = Readership(Library(engine), Knelpunten(engine), lambda: held)
        return await readership.hidden_in(room, datetime.now(UTC))
