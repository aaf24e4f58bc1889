"""Copying everything from one database to another, say from SQLite to PostgreSQL."""

from collections.abc import AsyncIterator, Mapping, Sequence

from sqlalchemy import Column, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.schema import metadata

ROWS_AT_ONCE = 500


class TargetInUse(Exception):
    """The database that is to be copied to holds something already.

    Attributes:
        table: that holds rows.
    """

    def __init__(self, table: str) -> None:
        super().__init__(f"{table} is not empty")
        self.table = table


async def copy_database(source: AsyncEngine, target: AsyncEngine) -> Mapping[str, int]:
    """Copy all rows of all tables, all of it or nothing.

    The source is read as it is at one moment; what is written to it later is not copied.

    Args:
        source: a database of the newest schema.
        target: an empty one of the newest schema.

    Returns:
        How many rows each table has, in the target.

    Raises:
        TargetInUse: the target is not empty.
    """
    async with source.connect() as reading, target.begin() as writing:
        for table in metadata.sorted_tables:
            if await _rows(writing, table):
                raise TargetInUse(table.name)
        for table in metadata.sorted_tables:
            async for rows in _batches(reading, table):
                await writing.execute(insert(table), rows)
        for table in metadata.sorted_tables:
            await _go_on_counting(writing, table)
        return {table.name: await _rows(writing, table) for table in metadata.sorted_tables}


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[dict[str, object]]]:
    rows = await connection.stream(select(table).order_by(*table.primary_key.columns))
    async for batch in rows.mappings().partitions(ROWS_AT_ONCE):
        yield [dict(row) for row in batch]


async def _rows(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0


async def _go_on_counting(connection: AsyncConnection, table: Table) -> None:
    """Have PostgreSQL number on from the highest id: it counts what it numbered itself."""
    counted: Column[int] | None = table.autoincrement_column
    if connection.dialect.name == "postgresql" and counted is not None:
        highest = await connection.scalar(select(func.max(counted)))
        if highest is not None:
            sequence = func.pg_get_serial_sequence(table.name, counted.name)
            await connection.execute(select(func.setval(sequence, highest)))
