from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import DatabaseUnusable, open_database, open_in_memory


async def columns(engine: AsyncEngine) -> dict[str, set[str]]:
    async with engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: {
                table: {column["name"] for column in inspect(sync).get_columns(table)}
                for table in inspect(sync).get_table_names()
                if table != "alembic_version"
            }
        )


async def test_the_migrations_make_the_tables_that_the_program_expects(tmp_path: Path) -> None:
    migrated = await open_database(f"sqlite:///{tmp_path / 'nieuw' / 'a.db'}")
    expected = await open_in_memory()

    assert await columns(migrated) == await columns(expected)

    await migrated.dispose()
    await expected.dispose()


async def test_a_database_on_disk_survives_power_loss_by_its_settings(tmp_path: Path) -> None:
    engine = await open_database(f"sqlite:///{tmp_path / 'a.db'}")

    async with engine.connect() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA synchronous")) == 2
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1

    await engine.dispose()


async def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    engine = await open_database(url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()

    with pytest.raises(DatabaseUnusable, match="newer version"):
        await open_database(url)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("dit is geen database " * 100)

    with pytest.raises(DatabaseUnusable):
        await open_database(f"sqlite:///{tmp_path / 'a.db'}")


async def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(DatabaseUnusable):
        await open_database("geen adres")
