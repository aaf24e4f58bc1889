import asyncio
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Kind, Reply, paragraph
from bot.storage.conversations import Conversations
from bot.storage.database import MIGRATIONS, DatabaseUnusable, open_database, open_in_memory
from bot.storage.inbox import Inbox
from bot.storage.schema import metadata
from bot.storage.transaction import DatabaseRefuses, writing
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW

ROOT = Path(__file__).parents[3]


def made_by(revision: str, path: Path) -> str:
    """Make a database as an earlier version of the program did; give its address."""
    url = f"sqlite:///{path}"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    command.upgrade(config, revision)
    return url


def execute(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def test_the_migrations_make_the_tables_that_the_program_expects(tmp_path: Path) -> None:
    engine = await open_database(f"sqlite:///{tmp_path / 'nieuw' / 'a.db'}")

    def differences(connection: Connection) -> Any:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(tables) == {*metadata.tables, "alembic_version"}
    await engine.dispose()


async def test_a_database_of_the_first_version_goes_on_with_what_it_holds(tmp_path: Path) -> None:
    url = made_by("0001", tmp_path / "a.db")
    execute(
        url,
        """INSERT INTO inbox (channel, event, message) VALUES ('test', 'e1', '{"channel": "test",
        "conversation": "room", "sender": "anna", "event": "e1", "text": "vraag", "direct": true,
        "addressed": false, "sent_at": "2026-01-01T00:00:00Z"}')""",
        "INSERT INTO channel_position VALUES ('test', 'p1')",
        """INSERT INTO handled_event VALUES ('test', 'e0', '[{"blocks": [{"spans": [{"text": "hoi",
        "strong": false}]}], "kind": "smalltalk", "choices": [], "citations": [], "score": null}]',
        '2026-01-01 12:00:00')""",
        """INSERT INTO conversation VALUES ('test', 'room', 'anna', '{"introduced": true,
        "exchanges": []}', '2026-01-01 12:00:00')""",
    )

    engine = await open_database(url)

    (waiting,) = await Inbox(engine, "test", lambda message: message).pending()
    assert waiting == incoming("vraag", event="e1", sent_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert await Inbox(engine, "test", lambda message: message).position() == "p1"
    conversations = Conversations(engine)
    replies = await conversations.replies_to(incoming("hallo", event="e0"))
    assert replies == (Reply((paragraph("hoi"),), Kind.SMALLTALK),)
    assert (await conversations.context_of(waiting, since=NOW)).memory.introduced
    await engine.dispose()


async def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    url = made_by("0001", tmp_path / "a.db")
    execute(url, "CREATE TABLE participant (x)")

    with pytest.raises(DatabaseUnusable):
        await open_database(url)

    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
        assert "knelpunt" not in tables(connection)
    engine.dispose()


async def test_a_database_may_be_opened_first_by_two_processes_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    program = f"""if True:
        import asyncio
        from bot.storage.database import open_database
        asyncio.run(open_database({url!r}))"""

    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=ROOT) for _ in range(2)
    ]

    assert [await process.wait() for process in processes] == [0, 0]


async def test_a_database_on_disk_survives_power_loss_and_erases_what_is_deleted(
    engine: AsyncEngine,
) -> None:
    async with engine.connect() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA synchronous")) == 2
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert await connection.scalar(text("PRAGMA secure_delete")) == 1


async def test_what_people_wrote_is_in_no_error_message(engine: AsyncEngine) -> None:
    with pytest.raises(OperationalError) as caught:
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO nergens VALUES (:said)"), {"said": "geheim"})

    assert "geheim" not in str(caught.value)


async def test_a_database_that_stays_locked_refuses_to_be_written(tmp_path: Path) -> None:
    engine = await open_database(f"sqlite:///{tmp_path / 'a.db'}")
    async with engine.connect() as connection:
        await connection.execute(text("PRAGMA busy_timeout = 1"))
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(DatabaseRefuses, match="locked"):
            async with writing(engine):
                pass

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


async def test_a_database_in_memory_serves_several_at_once() -> None:
    engine = await open_in_memory()
    inboxes = [Inbox(engine, str(number), lambda message: message) for number in range(5)]

    await asyncio.gather(*(inbox.receive([incoming("een")], "p1") for inbox in inboxes))

    assert [len(await inbox.pending()) for inbox in inboxes] == [1] * 5
    await engine.dispose()
