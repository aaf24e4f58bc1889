"""Waiting for the database when everything starts, in whatever order."""

import asyncio
import logging

from bot.backoff import UNTIL_BACK, delays
from bot.storage.database import DatabaseUnusable, open_database

log = logging.getLogger(__name__)


async def wait_for_database(url: str) -> None:
    """Wait until a database can be opened, as long as it is away.

    Args:
        url: as in the settings.

    Raises:
        DatabaseUnusable: somebody has to do something about it: the address or the password is wrong, say.
    """
    for delay in delays(longest=UNTIL_BACK):
        try:
            engine = await open_database(url)
        except DatabaseUnusable as error:
            if not error.is_away:
                raise
            log.warning("cannot reach the database (%s); trying again in %.1f s", error.detail, delay)
            await asyncio.sleep(delay)
        else:
            await engine.dispose()
            return
