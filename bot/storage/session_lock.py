"""Locks that a connection holds for as long as it lives: what one process does at a time, on PostgreSQL."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.postgresql import connect_apart

TRIES_EVERY = 0.5
"""Seconds between two tries. A statement that waits in the server keeps it from cleaning up meanwhile."""

ASKS_EVERY = 1.0
"""Seconds between two times that a holder asks whether the server is there."""

ANSWERS_WITHIN = 1.5
"""Seconds. Together with `ASKS_EVERY` less than the server takes to give the lock of a dead peer away."""

_LOCKS = 0x4C454144


class SessionLost(Exception):
    """The connection failed, and with it the lock that it held, or would have."""


class SessionLock:
    """A lock that this process holds."""

    def __init__(self, connection: psycopg.AsyncConnection) -> None:
        self._connection = connection
        self._asking: asyncio.Task[object] | None = None

    async def watch(self) -> NoReturn:
        """Look whether it is still held, until it is not.

        Raises:
            SessionLost: it may no longer be held; within seconds another process can have it.
        """
        try:
            while True:
                # Where the server ends the connection, that is seen at once.
                async for _ in self._connection.notifies(timeout=ASKS_EVERY):
                    pass
                self._asking = asyncio.create_task(self._ask())
                done, _ = await asyncio.wait({self._asking}, timeout=ANSWERS_WITHIN)
                if not done:
                    raise SessionLost("the database does not answer")
                await self._asking
        except psycopg.Error as error:
            raise SessionLost(str(error)) from error

    async def give_up(self) -> None:
        """Let another process have it."""
        try:
            if self._asking is not None:
                # The library gives a question that is not answered up within ten seconds.
                self._asking.cancel()
                await asyncio.gather(self._asking, return_exceptions=True)
        finally:
            await self._connection.close()

    async def _ask(self) -> None:
        await self._connection.execute("SELECT 1")


class SessionLocks:
    """Gives out locks by name, each to one process at a time."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def held(self, name: str) -> AsyncIterator[SessionLock]:
        """Wait for a lock, however long that takes, and hold it while the block runs.

        Raises:
            SessionLost: the connection failed before it was held.
        """
        try:
            connection = await connect_apart(self._engine.url)
        except psycopg.Error as error:
            raise SessionLost(str(error)) from error
        lock = SessionLock(connection)
        try:
            try:
                while not await _try(connection, name):  # noqa: ASYNC110 - it is in the database
                    await asyncio.sleep(TRIES_EVERY)
            except psycopg.Error as error:
                raise SessionLost(str(error)) from error
            yield lock
        finally:
            await lock.give_up()


async def _try(connection: psycopg.AsyncConnection, name: str) -> bool:
    number = zlib.crc32(name.encode()) & 0x7FFFFFFF
    query = "SELECT pg_try_advisory_lock(%s::int, %s::int)"
    (taken,) = await (await connection.execute(query, (_LOCKS, number))).fetchone() or (False,)
    return bool(taken)
