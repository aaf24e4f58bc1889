from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.conversations import Conversations
from bot.storage.copying import TargetInUse, copy_database
from bot.storage.database import open_database
from bot.storage.schema import metadata
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, ON_SQLITE, outcome, sending
from tests.bot.storage.test_personal_data import live


@pytest.fixture
async def target(postgres_database: str) -> AsyncIterator[AsyncEngine]:
    """An empty PostgreSQL database."""
    engine = await open_database(postgres_database)
    yield engine
    await engine.dispose()


async def contents(engine: AsyncEngine) -> dict[str, list[tuple[object, ...]]]:
    async with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in await connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }


@ON_SQLITE
async def test_everything_that_was_kept_is_in_the_copy(engine: AsyncEngine, target: AsyncEngine) -> None:
    for sender, number in (("anna", "KP-2026-0001"), ("bert", "KP-2026-0002")):
        await live(engine, sender, number)

    moved = await copy_database(engine, target)

    before = await contents(engine)
    assert await contents(target) == before
    assert moved == {name: len(rows) for name, rows in before.items()}


@ON_SQLITE
async def test_what_comes_after_the_copy_is_numbered_on_from_there(
    engine: AsyncEngine, target: AsyncEngine
) -> None:
    await live(engine, "anna", "KP-2026-0001")

    await copy_database(engine, target)

    await Conversations(target).keep(
        incoming("versturen", sender="bert"), outcome(action=sending("KP-2026-0002")), NOW
    )
    ids = [row[0] for row in (await contents(target))["knelpunt"]]
    assert ids == sorted(set(ids))


@ON_SQLITE
async def test_nothing_is_copied_over_what_is_there(engine: AsyncEngine, target: AsyncEngine) -> None:
    await live(target, "bert", "KP-2026-0002")
    before = await contents(target)

    with pytest.raises(TargetInUse):
        await copy_database(engine, target)

    assert await contents(target) == before
