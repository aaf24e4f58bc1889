import asyncio
from pathlib import Path

from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.knelpunten import Filter, Knelpunten
from tests.bot.cli.wegwijzer import wegwijzer
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, sending


async def report(url: str) -> None:
    engine = await open_database(url)
    await Conversations(engine).keep(incoming("versturen"), sending(), NOW)
    await engine.dispose()


async def reported(url: str) -> list[str]:
    engine = await open_database(url)
    numbers = [knelpunt.number for knelpunt in await Knelpunten(engine).matching(Filter())]
    await engine.dispose()
    return numbers


def test_everything_moves_to_postgresql_once_and_it_says_what(tmp_path: Path, postgres_database: str) -> None:
    asyncio.run(report(f"sqlite:///{tmp_path / 'wegwijzer.db'}"))
    url = postgres_database

    moved = wegwijzer("migrate-data", data=tmp_path, WEGWIJZER_MIGRATE_TO=url)
    again = wegwijzer("migrate-data", "--to", url, data=tmp_path)

    assert moved.returncode == 0, moved.stderr
    assert "knelpunt " in moved.stdout
    assert asyncio.run(reported(url)) == ["KP-2026-0001"]
    assert again.returncode == 1
    assert "staat al iets" in again.stderr


def test_a_database_that_cannot_be_reached_is_named_without_its_password(tmp_path: Path) -> None:
    refused = wegwijzer("migrate-data", "--to", "postgresql://iemand:geheim@127.0.0.1:1/x", data=tmp_path)

    assert refused.returncode == 1
    assert "127.0.0.1:1" in refused.stderr
    assert "geheim" not in refused.stderr + refused.stdout
