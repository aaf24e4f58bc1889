import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.history import Role
from bot.knelpunten.report import Status
from bot.messages import Kind, Reply, paragraph
from bot.storage.checking import differing_from_history
from bot.storage.conversations import Conversations
from bot.storage.database import MIGRATIONS, DatabaseUnusable, open_database, open_in_memory
from bot.storage.inbox import Inbox
from bot.storage.knelpunten import Knelpunten
from bot.storage.outbox import Outbox
from bot.storage.schema import metadata
from bot.storage.transaction import DatabaseRefuses, writing
from tests.bot.incoming import incoming
from tests.bot.storage import samples
from tests.bot.storage.samples import NOW, ON_SQLITE
from tests.postgres.server import Postgres

ROOT = Path(__file__).parents[3]
FIRST, SECOND = "KP-2026-0001", "KP-2026-0002"


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


def differences(connection: Connection) -> Any:
    return compare_metadata(MigrationContext.configure(connection), metadata)


def tables_with_fresh_ids(connection: Connection) -> set[str]:
    """Those of which no id is ever used again."""
    made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {name for name, sql in made if "AUTOINCREMENT" in sql}


def contents(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = {
            name: [dict(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').mappings()]
            for name in tables(connection) - {"alembic_version"}
        }
    engine.dispose()
    return rows


def held_in(after: dict[str, list[dict[str, Any]]], before: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether every row is still there, whatever was added to it."""
    return all(
        [{key: row[key] for key in old} for old, row in zip(rows, after[name], strict=True)] == rows
        for name, rows in before.items()
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which nothing was ever made."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'nieuw' / 'a.db'}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.url(postgres.create_database())


async def test_the_migrations_make_the_tables_that_the_program_expects(new_database: str) -> None:
    engine = await open_database(new_database)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(tables) == {*metadata.tables, "alembic_version"}
    await engine.dispose()


async def test_sqlite_never_uses_an_id_again(tmp_path: Path) -> None:
    engine = await open_database(f"sqlite:///{tmp_path / 'a.db'}")

    async with engine.connect() as connection:
        assert await connection.run_sync(tables_with_fresh_ids) == {
            table.name for table in metadata.sorted_tables if table.dialect_options["sqlite"]["autoincrement"]
        }
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


async def test_a_database_from_before_the_workflow_goes_on_with_what_it_holds(tmp_path: Path) -> None:
    url = made_by("0004", tmp_path / "a.db")
    report = asdict(samples.report(contact=False))
    told = json.dumps({"report": report, "severity": "", "status": "ontvangen", "imported_as": None})
    execute(
        url,
        *(
            f"""INSERT INTO knelpunt VALUES ({place}, '{number}', NULL, 'Brief komt te laat',
            'De brief komt na de betaaldatum.', 'burgers', 'Gemeente Almere', 'werkproces', '', '', '', '',
            '', '', '', 'ontvangen', '2026-01-0{place} 12:00:00')"""
            for place, number in ((1, FIRST), (2, SECOND))
        ),
        "INSERT INTO participant VALUES (7, 1, 'test', 'room', 'anna', 'reporter', 1)",
        "INSERT INTO participant VALUES (8, 2, 'test', 'room', 'bert', 'supporter', 0)",
        f"""INSERT INTO knelpunt_event VALUES (1, 1, '2026-01-01 12:00:00', 'reported', 7, '{told}')""",
        f"""INSERT INTO knelpunt_event VALUES (2, 2, '2026-01-02 12:00:00', 'reported', NULL, '{told}')""",
        "INSERT INTO knelpunt_support VALUES (1, 2, 'UWV', '', '', '2026-01-02 12:00:00')",
        """INSERT INTO knelpunt_event VALUES (3, 2, '2026-01-02 12:00:00', 'supported', 8,
        '{"organisation": "UWV", "frequency": "", "remark": ""}')""",
        "INSERT INTO knelpunt_relation VALUES (1, 2), (2, 1)",
        f"""INSERT INTO knelpunt_event VALUES (4, 1, '2026-01-02 12:00:00', 'related', NULL,
        '{{"number": "{SECOND}"}}')""",
        f"""INSERT INTO knelpunt_event VALUES (5, 2, '2026-01-02 12:00:00', 'related', NULL,
        '{{"number": "{FIRST}"}}')""",
        "INSERT INTO knelpunt_vector VALUES (1, 'model', x'00')",
        """INSERT INTO outbox (channel, conversation, sender, reply, created_at) VALUES ('test', 'room',
        'anna', '{"blocks": [{"spans": [{"text": "hoi"}]}]}', '2026-01-01 12:00:00')""",
    )
    before = contents(url)

    engine = await open_database(url)

    assert held_in(contents(url), before)
    knelpunten = Knelpunten(engine)
    first = await knelpunten.find(FIRST)
    assert first
    assert (first.since, first.merged_into, first.status) == (NOW, None, Status.RECEIVED)
    assert first.report == samples.report(contact=True)
    assert await knelpunten.takes_part(FIRST, "test", "anna") is Role.REPORTER
    assert [event.by for event in await knelpunten.history(SECOND)] == [None, Role.SUPPORTER, None]
    assert await differing_from_history(engine) == ()
    (waiting,) = await Outbox(engine).pending("test", 10, NOW)
    assert waiting.reply.blocks == (paragraph("hoi"),)
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


async def test_a_database_may_be_opened_first_by_two_processes_at_once(new_database: str) -> None:
    program = f"""if True:
        import asyncio
        from bot.storage.database import open_database
        asyncio.run(open_database({new_database!r}))"""

    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=ROOT) for _ in range(2)
    ]

    assert [await process.wait() for process in processes] == [0, 0]


@ON_SQLITE
async def test_a_database_on_disk_survives_power_loss_and_erases_what_is_deleted(
    engine: AsyncEngine,
) -> None:
    async with engine.connect() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA synchronous")) == 2
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert await connection.scalar(text("PRAGMA secure_delete")) == 1


async def test_what_people_wrote_is_in_no_error_message(engine: AsyncEngine) -> None:
    with pytest.raises(DBAPIError) as caught:
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
