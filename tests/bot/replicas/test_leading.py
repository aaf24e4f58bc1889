"""What one replica does at a time, another goes on with."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.replicas.leading import Leading
from bot.storage.session_lock import ANSWERS_WITHIN, ASKS_EVERY, SessionLocks

NAME = "test"
HOLDER = text("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2")


class Candidate:
    """Somebody who would lead, and notes when they do."""

    def __init__(self, engine: AsyncEngine, doing: list["Candidate"]) -> None:
        self.leading = Leading(SessionLocks(engine))
        self._doing = doing

    async def do(self) -> None:
        self._doing.append(self)
        assert self._doing == [self], "two lead at once"
        try:
            await asyncio.sleep(3600)
        finally:
            self._doing.remove(self)

    @asynccontextmanager
    async def standing(self) -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task(self.leading.lead(NAME, self.do))
        try:
            yield task
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def until_led(candidate: Candidate) -> None:
    async with asyncio.timeout(10):
        while NAME not in candidate.leading.led:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def holder(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return (await connection.execute(HOLDER)).scalar_one()


async def test_one_leads_and_another_takes_over_when_it_ends(engine: AsyncEngine) -> None:
    doing: list[Candidate] = []
    first, second = Candidate(engine, doing), Candidate(engine, doing)
    async with second.standing():
        await until_led(second)
        async with first.standing():
            await asyncio.sleep(1)
            assert doing == [second]

    assert doing == []
    async with first.standing():
        await until_led(first)
        assert doing == [first]


async def test_who_loses_the_connection_stops_at_once_and_stands_by_again(engine: AsyncEngine) -> None:
    doing: list[Candidate] = []
    candidate = Candidate(engine, doing)
    async with candidate.standing():
        await until_led(candidate)

        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": await holder(engine)})
        async with asyncio.timeout(0.5):
            while doing:  # noqa: ASYNC110
                await asyncio.sleep(0.005)

        await until_led(candidate)


async def test_who_hears_nothing_from_the_database_stops_before_another_may_begin(
    engine: AsyncEngine,
) -> None:
    doing: list[Candidate] = []
    candidate = Candidate(engine, doing)
    async with candidate.standing():
        await until_led(candidate)
        silent = await holder(engine)

        os.kill(silent, signal.SIGSTOP)
        try:
            async with asyncio.timeout(ASKS_EVERY + ANSWERS_WITHIN + 0.5):
                while doing:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        finally:
            os.kill(silent, signal.SIGCONT)


async def test_what_fails_lets_another_take_over(engine: AsyncEngine) -> None:
    async def fail() -> None:
        raise ValueError("it fails")

    with pytest.raises(ValueError, match="it fails"):
        await Leading(SessionLocks(engine)).lead(NAME, fail)

    candidate = Candidate(engine, [])
    async with candidate.standing():
        await until_led(candidate)
