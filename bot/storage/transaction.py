"""Transactions that change something."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.postgresql import TAKE_TURN
from bot.storage.sqlite import BEGIN

_turns: WeakKeyDictionary[Engine, asyncio.Lock] = WeakKeyDictionary()


class Overtaken(Exception):
    """Something else came first, and nothing was changed: handle the message again on what is there now."""


class DatabaseRefuses(Exception):
    """The database does not do what is asked, and nothing was changed: it is away, in use too long, or full.

    It is worth trying again for as long as it takes; see `bot.storage.refusing` for what counts as such.

    Attributes:
        reason: what it says.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction that changes something: all of it is kept, or nothing.

    There is one writer at a time, so that what a change rests on is still so when it is made. SQLite is so by
    itself. Taking its turn at the beginning, a writer waits for others; taking it at the first change, it
    would fail when another wrote since it began to read. Within this process writers take turns without
    asking SQLite: it sleeps longer and longer between asking. PostgreSQL is told to be so, with a lock.

    Raises:
        DatabaseRefuses: the database is locked, full or gone.
    """
    async with _turn_on(engine), engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(TAKE_TURN)
        yield connection


def _turn_on(engine: AsyncEngine) -> asyncio.Lock | nullcontext[None]:
    if engine.dialect.name != "sqlite":
        return nullcontext()
    return _turns.setdefault(engine.sync_engine, asyncio.Lock())
