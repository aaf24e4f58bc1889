"""Everything that is kept, as it is at one moment, in an SQLite file, whatever kind of database it is of."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, exists, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.copying import TargetInUse, copy_database, rows_in
from bot.storage.database import (
    NEWEST_REVISION,
    DatabaseUnusable,
    engine_for,
    has_database,
    opened,
    parsed,
    revision,
    without_password,
)
from bot.storage.schema import metadata
from bot.storage.sqlite import BEGIN
from bot.storage.transaction import DatabaseRefuses

SKIPPED = {"outbox": 1_000_000}
"""How many numbers are left out when it goes on from a snapshot.

By the number of a notice a server knows that it has it already. What was said after the snapshot had the next
ones.
"""


class OtherVersion(Exception):
    """The database was last opened by another version of the program.

    Attributes:
        found: up to which migration it is; None for none.
    """

    def __init__(self, found: str | None) -> None:
        super().__init__(f"the database is at {found}, not at {NEWEST_REVISION}")
        self.found = found


class DatabaseInUse(Exception):
    """Somebody else is connected to the database that is to be filled.

    Attributes:
        url: its address, without password.
    """

    def __init__(self, url: str) -> None:
        super().__init__(f"others are connected to {url}")
        self.url = url


async def write_snapshot(url: str, file: Path) -> Mapping[str, int]:
    """Copy everything to a file that is not there yet, while others go on writing.

    Args:
        url: address of the database, which is not brought up to date.
        file: the SQLite database to make.

    Returns:
        How many rows each table has.

    Raises:
        DatabaseRefuses: it fails meanwhile, or the disk that the file is on, say because it is full.
        DatabaseUnusable: it cannot be reached.
        OtherVersion: its schema is not that of this version.
    """
    async with as_it_is(url) as source:
        async with source.connect() as connection:
            found = await connection.run_sync(revision)
        if found != NEWEST_REVISION:
            raise OtherVersion(found)
        async with opened(_address_of(file)) as target:
            rows = await copy_database(source, target)
            await _in_one_file(target)
    return rows


async def read_snapshot(file: Path, url: str) -> Mapping[str, int]:
    """Fill an empty database with a snapshot, all of it or nothing; one of an older schema is migrated first.

    Args:
        file: the snapshot, which is changed when it is migrated.
        url: address of the database.

    Returns:
        How many rows each table has.

    Raises:
        DatabaseUnusable: one of them cannot be opened.
        TargetInUse: it is not empty.
    """
    async with opened(_address_of(file)) as source, opened(url) as target:
        return await copy_database(source, target, SKIPPED)


async def check_empty(url: str) -> None:
    """See that a snapshot can be read into a database, without changing anything.

    Raises:
        DatabaseInUse: somebody is connected to it.
        DatabaseUnusable: it cannot be reached.
        TargetInUse: it is not empty.
    """
    if not has_database(url):
        return
    async with as_it_is(url) as engine:
        if await _others_use(engine):
            raise DatabaseInUse(without_password(parsed(url)))
        async with engine.connect() as connection:
            there = await connection.run_sync(_tables)
            for table in metadata.sorted_tables:
                if table.name in there and await connection.scalar(select(exists().select_from(table))):
                    raise TargetInUse(table.name)


async def count_rows(url: str) -> Mapping[str, int]:
    """Say how many rows each table has of those that there are, without changing anything.

    Raises:
        DatabaseUnusable: the database cannot be reached.
    """
    async with as_it_is(url) as engine, engine.connect() as connection:
        there = await connection.run_sync(_tables)
        tables = [table for table in metadata.sorted_tables if table.name in there]
        return {table.name: await rows_in(connection, table) for table in tables}


@asynccontextmanager
async def as_it_is(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database without bringing its schema up to date.

    What fails for a while once it is open, such as a disk that is full, stays as it is: that may be of
    another one that is used in the block.

    Raises:
        DatabaseUnusable: it cannot be reached, or is broken.
    """
    address = parsed(url)
    engine = engine_for(address)
    try:
        try:
            async with engine.connect():
                pass
        except (DatabaseRefuses, OSError) as error:
            raise DatabaseUnusable(without_password(address), str(error)) from error
        yield engine
    except DBAPIError as error:
        raise DatabaseUnusable(without_password(address), str(error.orig)) from error
    finally:
        await engine.dispose()


def _address_of(file: Path) -> str:
    return URL.create("sqlite", database=str(file)).render_as_string()


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def _in_one_file(engine: AsyncEngine) -> None:
    """Have an SQLite database without a log beside it."""
    async with engine.execution_options(**{BEGIN: None}).connect() as connection:
        await connection.exec_driver_sql("PRAGMA journal_mode=DELETE")


async def _others_use(engine: AsyncEngine) -> bool:
    """Whether others are connected; those of whom it cannot be seen are not counted."""
    if engine.dialect.name == "postgresql":
        others = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        async with engine.connect() as connection:
            return bool(await connection.scalar(others))
    async with engine.execution_options(**{BEGIN: None}).connect() as connection:
        try:
            # Only who is alone with a database can take its log away.
            await connection.exec_driver_sql("PRAGMA busy_timeout=0")
            await connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
        except (DatabaseRefuses, DBAPIError):
            return True
        await connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        await connection.exec_driver_sql("PRAGMA busy_timeout=10000")
    return False
