"""Transactions that change something."""

from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.sqlite import BEGIN


class Overtaken(Exception):
    """Something else came first, and nothing was changed: handle the message again on what is there now."""


def writing(engine: AsyncEngine) -> AbstractAsyncContextManager[AsyncConnection]:
    """Begin a transaction that changes something: all of it is kept, or nothing.

    SQLite has one writer at a time. Taking its turn at the beginning, it waits for others; taking
    it at the first change, it would fail when another wrote since it began to read.
    """
    return engine.execution_options(**{BEGIN: "IMMEDIATE"}).begin()
