"""What of several processes one does at a time, and another goes on with when that one dies."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.backoff import delays
from bot.observability.contact import leads
from bot.storage.session_lock import SessionLock, SessionLocks, SessionLost
from bot.supervision import supervised

log = logging.getLogger(__name__)

LONGEST_WAIT = 2.0
"""Seconds between two tries to reach a database that is away: whoever leads next is waited for."""

Do = Callable[[], Awaitable[None]]


class Leading:
    """Does things while no other process does them.

    Args:
        locks: each is held by one process at a time.
    """

    def __init__(self, locks: SessionLocks) -> None:
        self._locks = locks
        self._led: set[str] = set()

    @property
    def led(self) -> frozenset[str]:
        """The names of what this process does now."""
        return frozenset(self._led)

    async def lead(self, name: str, do: Do) -> None:
        """Stand by until no other process does something, and do it, until it ends by itself.

        Where another process may do it, because the database cannot be reached, it is cancelled, and begins
        again once this process may.

        Raises:
            Exception: as `do` raised it; another process can then take over.
        """
        waits = delays(longest=LONGEST_WAIT)
        log.info("standing by for %s", name)
        leads(name, leading=False)
        while True:
            try:
                async with self._locks.held(name) as lock:
                    waits = delays(longest=LONGEST_WAIT)
                    await self._do_while_held(name, do, lock)
                    return
            except SessionLost as error:
                log.warning("standing by for %s again: %s", name, error)
            await asyncio.sleep(next(waits))

    async def _do_while_held(self, name: str, do: Do, lock: SessionLock) -> None:
        log.info("leading %s", name)
        self._led.add(name)
        leads(name, leading=True)
        try:
            async with supervised() as tasks:
                watching = tasks.create_task(lock.watch())
                await do()
                watching.cancel()
        finally:
            self._led.discard(name)
            leads(name, leading=False)
