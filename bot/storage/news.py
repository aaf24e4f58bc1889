"""What processes on one PostgreSQL tell each other at once, and which of them are alive."""

import asyncio
import logging
import secrets
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.backoff import delays
from bot.storage.postgresql import connect_apart

log = logging.getLogger(__name__)

LOOKS_EVERY = 1.0
"""Seconds after which who waits for news looks by itself: where no connection was, no news came."""

_TOPIC = "wegwijzer"
_ALIVE = 0x414C4956

_TELL = text(f"SELECT pg_notify('{_TOPIC}', :what)")
_IS_ALIVE = text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
    " AND classid = :kind AND objid = :replica"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)


class News:
    """Wakes up who waits for something that another process does.

    Args:
        engine: a PostgreSQL.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._listening: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.replica = secrets.randbelow(2**31)
        """Names this process among those on the database, for as long as it runs."""

    @contextmanager
    def listening(self, what: str, event: asyncio.Event | None = None) -> Iterator[asyncio.Event]:
        """Have an event set whenever something is told, while the block runs.

        Args:
            what: is told.
            event: that is set; None for a new one.
        """
        event = event or asyncio.Event()
        self._listening[what].add(event)
        try:
            yield event
        finally:
            self._listening[what].discard(event)
            if not self._listening[what]:
                del self._listening[what]

    async def follow(self) -> NoReturn:
        """Hear what is told, and be known to be alive, until cancelled; a lost connection is made again."""
        waits = delays(longest=10.0)
        while True:
            try:
                async with await connect_apart(self._engine.url) as connection:
                    await connection.execute(
                        "SELECT pg_advisory_lock(%s::int, %s::int)", (_ALIVE, self.replica)
                    )
                    await connection.execute(f"LISTEN {_TOPIC}".encode())
                    waits = delays(longest=10.0)
                    async for told in connection.notifies():
                        self._wake(told.payload)
            except psycopg.Error as error:
                log.warning("no news from other processes: %s", error)
            await asyncio.sleep(next(waits))

    async def is_alive(self, replica: int) -> bool:
        """Whether another process runs."""
        async with self._engine.connect() as connection:
            return bool(await connection.scalar(_IS_ALIVE, {"kind": _ALIVE, "replica": replica}))

    def _wake(self, what: str) -> None:
        for event in self._listening.get(what, ()):
            event.set()


async def tell(connection: AsyncConnection, what: str) -> None:
    """Tell something to all processes once the transaction of a connection is kept."""
    if connection.dialect.name == "postgresql":
        await connection.execute(_TELL, {"what": what})


async def wait_for(event: asyncio.Event, seconds: float = LOOKS_EVERY) -> None:
    """Wait until an event is set, and no longer than so many seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
