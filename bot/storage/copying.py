"""Copying everything from one database to another, say from SQLite to PostgreSQL."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import LargeBinary, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.counting import go_on_counting
from bot.storage.schema import metadata

ROWS_AT_ONCE = 500
FILES_AT_ONCE = 4
"""Rows that hold a file, which can be a hundred megabytes."""


class TargetInUse(Exception):
    """The database that is to be copied to holds something already.

    Attributes:
        table: that holds rows.
    """

    def __init__(self, table: str) -> None:
        super().__init__(f"{table} is not empty")
        self.table = table


async def copy_database(
    source: AsyncEngine, target: AsyncEngine, skipping: Mapping[str, int] | None = None
) -> Mapping[str, int]:
    """Copy all rows of all tables, all of it or nothing.

    The source is read as it is at one moment; what is written to it later is not copied.

    Args:
        source: a database of the newest schema.
        target: an empty one of the newest schema.
        skipping: how many numbers a table leaves out between what is copied and what comes next, by its name.

    Returns:
        How many rows each table has, in the target.

    Raises:
        TargetInUse: the target is not empty.
    """
    async with _at_one_moment(source) as reading, target.begin() as writing:
        for table in metadata.sorted_tables:
            if await rows_in(writing, table):
                raise TargetInUse(table.name)
        for table in metadata.sorted_tables:
            async for rows in _batches(reading, table):
                await writing.execute(insert(table), rows)
        await go_on_counting(reading, writing, skipping or {})
        return {table.name: await rows_in(writing, table) for table in metadata.sorted_tables}


@asynccontextmanager
async def _at_one_moment(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Connect so that everything is read as it is when the first of it is."""
    async with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            # By itself it reads each table as it is by then.
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[dict[str, object]]]:
    holds_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    at_once = FILES_AT_ONCE if holds_files else ROWS_AT_ONCE
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=at_once)
    rows = await connection.stream(query)
    async for batch in rows.mappings().partitions():
        yield [dict(row) for row in batch]


async def rows_in(connection: AsyncConnection, table: Table) -> int:
    """Count the rows of a table."""
    return await connection.scalar(select(func.count()).select_from(table)) or 0
