"""Whether the knelpunten are what their events say that they are."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.knelpunten.history import Event, knelpunt_after
from bot.knelpunten.report import Knelpunt
from bot.storage.reading import in_batches, read_histories, read_knelpunten, select_knelpunten
from bot.storage.schema import knelpunt


async def differing_from_history(engine: AsyncEngine) -> tuple[str, ...]:
    """Give the numbers of the knelpunten that are not what their events make; there should be none."""
    differing: list[str] = []
    async with engine.connect() as connection:
        ids = (await connection.scalars(select(knelpunt.c.id).order_by(knelpunt.c.id))).all()
        for batch in in_batches(ids):
            differing += await _differing(connection, list(batch))
    return tuple(differing)


async def _differing(connection: AsyncConnection, ids: list[int]) -> list[str]:
    query = select_knelpunten().where(knelpunt.c.id.in_(ids)).order_by(knelpunt.c.id)
    found = await read_knelpunten(connection, query)
    histories = await read_histories(connection, ids)
    return [
        one.number
        for one, knelpunt_id in zip(found, ids, strict=True)
        if not _is_made_by(one, histories[knelpunt_id])
    ]


def _is_made_by(found: Knelpunt, events: tuple[Event, ...]) -> bool:
    try:
        made = knelpunt_after(found.number, events)
    except (KeyError, TypeError, ValueError):
        return False
    # Whether the reporter may be contacted is theirs to withdraw, and no part of the history.
    return made == replace(found, report=replace(found.report, contact=False))
