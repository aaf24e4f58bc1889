"""From where a database numbers on: rows that are gone count too, as no number is ever used again."""

from collections.abc import Mapping

from sqlalchemy import Column, ColumnElement, Table, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import column, table

from bot.storage.schema import metadata

_SQLITE = table("sqlite_sequence", column("name"), column("seq"))


async def go_on_counting(
    source: AsyncConnection, target: AsyncConnection, skipping: Mapping[str, int]
) -> None:
    """Have what comes next be numbered as it would have been in the source.

    Args:
        source: what was copied.
        target: where it was copied to.
        skipping: how many numbers to leave out, by the name of a table.
    """
    for each in metadata.sorted_tables:
        counted: Column[int] | None = each.autoincrement_column
        if counted is None:
            continue
        last = await _last(source, each, counted) + skipping.get(each.name, 0)
        if last:
            await _count_from(target, each, counted, last)


async def _last(connection: AsyncConnection, counting: Table, counted: Column[int]) -> int:
    """The highest number that was ever given; 0 for none."""
    highest = await connection.scalar(select(func.max(counted))) or 0
    if connection.dialect.name == "postgresql":
        given = select(func.pg_sequence_last_value(_sequence(counting, counted)))
    elif counting.dialect_options["sqlite"]["autoincrement"]:
        given = select(_SQLITE.c.seq).where(_SQLITE.c.name == counting.name)
    else:
        return highest
    return max(highest, await connection.scalar(given) or 0)


async def _count_from(connection: AsyncConnection, counting: Table, counted: Column[int], last: int) -> None:
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.setval(_sequence(counting, counted), last)))
    elif counting.dialect_options["sqlite"]["autoincrement"]:
        await connection.execute(delete(_SQLITE).where(_SQLITE.c.name == counting.name))
        await connection.execute(insert(_SQLITE).values(name=counting.name, seq=last))


def _sequence(counting: Table, counted: Column[int]) -> ColumnElement[str]:
    return func.pg_get_serial_sequence(counting.name, counted.name)
