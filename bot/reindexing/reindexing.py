"""The work on the index, one thing after the other: what was asked for, and what nobody has to ask for."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import NoReturn

from bot.backoff import delays
from bot.reindexing.following import Following
from bot.reindexing.jobs import Jobs
from bot.reindexing.served import Served
from index.lock import LockedError

log = logging.getLogger(__name__)

BETWEEN = 1.0
"""Seconds from one look to the next; a look that finds nothing new is a few reads of a few bytes."""


class Reindexing:
    """Keeps the index of the assistant, and makes a dialogue answer from it.

    Until a new generation is complete the dialogue answers from the one before. Of several processes on one
    data folder one works; the others answer from what it makes.

    Args:
        served: the index.
    """

    def __init__(self, served: Served) -> None:
        self._served = served
        self._jobs = Jobs(served)
        self._following = Following(served)

    async def look(self) -> None:
        """Do what is to be done, and answer from what came of it, also in another process."""
        # Who finds one of the locks held leaves the work to the process that holds it.
        with suppress(LockedError):
            async with _held(self._served.generations.working()):
                now = datetime.now(UTC)
                await self._following.ask_for_what_is_due(now)
                await self._jobs.do_all()
                await self._following.follow()
                await self._following.clean(now)
        await self._served.switch()


async def keep_reindexing(served: Served) -> NoReturn:
    """Look again and again, until cancelled; a failure is logged."""
    reindexing, waits = Reindexing(served), delays()
    while True:
        pause = BETWEEN
        try:
            await reindexing.look()
            waits = delays()
        except Exception:
            log.exception("the work on the index failed")
            pause = next(waits)
        await asyncio.sleep(pause)


@asynccontextmanager
async def _held(lock: AbstractContextManager[None]) -> AsyncIterator[None]:
    """Hold a lock that is taken and given up in a thread, for it may be in a database."""
    stack = ExitStack()
    entering = asyncio.ensure_future(asyncio.to_thread(stack.enter_context, lock))
    try:
        await asyncio.shield(entering)
        yield
    finally:
        # Cancelled while it was being taken, it is given up once it is known whether it was.
        await asyncio.wait({entering})
        await asyncio.to_thread(stack.close)
