"""Knelpunten: numbering, finding, who takes part, and taking them in from elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.knelpunten.history import Event, EventKind, Role
from bot.knelpunten.imported import Imported
from bot.knelpunten.number import number_of, rank_of
from bot.knelpunten.report import Cause, Knelpunt, Status
from bot.storage.importing import Counts, import_batch
from bot.storage.participation import REPORTING, with_merged
from bot.storage.person import on_any_account
from bot.storage.reading import (
    KnelpuntQuery,
    in_batches,
    read_histories,
    read_knelpunten,
    select_knelpunten,
)
from bot.storage.schema import knelpunt, knelpunt_event, knelpunt_support, participant
from bot.storage.transaction import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which knelpunten are wanted; what is None or ``""`` does not matter.

    Attributes:
        status: where they stand.
        organisation: in the name of the organisation that reported or supports it.
        cause: where they come from.
        text: in their title or description.
        happened: what happened to them, at least once.
    """

    status: Status | None = None
    organisation: str = ""
    cause: Cause | None = None
    text: str = ""
    happened: EventKind | None = None


class Knelpunten:
    """Reads knelpunten. They change by what messages do, through `Conversations.keep`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def next_number(self, year: int) -> str:
        """Give the number that the next knelpunt of a year gets, if nobody else is first."""
        async with self._engine.connect() as connection:
            return number_of(year, await _last_rank(connection, year) + 1)

    async def find(self, number: str) -> Knelpunt | None:
        """Give the knelpunt of that number, as `number_of` writes it; None where there is none."""
        found = await self.find_many([number])
        return found[0] if found else None

    async def find_many(self, numbers: Sequence[str]) -> tuple[Knelpunt, ...]:
        """Give the knelpunten of these numbers, in their order; what is not there is left out."""
        found: dict[str, Knelpunt] = {}
        async with self._engine.connect() as connection:
            for batch in in_batches(numbers):
                query = select_knelpunten().where(knelpunt.c.number.in_(batch))
                found |= {one.number: one for one in await read_knelpunten(connection, query)}
        return tuple(found[number] for number in numbers if number in found)

    async def matching(
        self, wanted: Filter, limit: int | None = None, offset: int = 0
    ) -> tuple[Knelpunt, ...]:
        """Give the knelpunten that a filter lets through, newest first.

        Args:
            wanted: the filter.
            limit: how many at most; None for all.
            offset: how many to pass over first.
        """
        query = _filtered(select_knelpunten(), wanted)
        query = query.order_by(knelpunt.c.reported_at.desc(), knelpunt.c.id.desc())
        async with self._engine.connect() as connection:
            return await read_knelpunten(connection, query.limit(limit).offset(offset))

    async def of_person(self, channel: str, sender: str) -> tuple[Knelpunt, ...]:
        """Give the knelpunten that somebody reported or supports, on any of their accounts, newest first."""
        theirs = select(participant.c.knelpunt_id).where(
            on_any_account(participant, channel, sender), participant.c.role.in_(REPORTING)
        )
        query = (
            select_knelpunten()
            .where(knelpunt.c.id.in_(theirs))
            .order_by(knelpunt.c.reported_at.desc(), knelpunt.c.id.desc())
        )
        async with self._engine.connect() as connection:
            return await read_knelpunten(connection, query)

    async def treated_by(self, channel: str, sender: str) -> frozenset[str]:
        """Give the numbers of the knelpunten that somebody has taken, on any of their accounts."""
        query = (
            select(knelpunt.c.number)
            .join(participant, participant.c.knelpunt_id == knelpunt.c.id)
            .where(on_any_account(participant, channel, sender), participant.c.role == Role.HANDLER)
        )
        async with self._engine.connect() as connection:
            return frozenset((await connection.scalars(query)).all())

    async def takes_part(self, number: str, channel: str, sender: str) -> Role | None:
        """How somebody has a knelpunt, or one that was merged into it; None when they do not."""
        query = select(participant.c.role).where(
            participant.c.knelpunt_id.in_(with_merged(knelpunt.c.number == number)),
            on_any_account(participant, channel, sender),
            participant.c.role.in_(REPORTING),
        )
        async with self._engine.connect() as connection:
            role = await connection.scalar(query)
        return None if role is None else Role(role)

    async def history(self, number: str) -> tuple[Event, ...]:
        """Give what happened to a knelpunt, oldest first; nothing when there is no such knelpunt."""
        async with self._engine.connect() as connection:
            knelpunt_id = await connection.scalar(select(knelpunt.c.id).where(knelpunt.c.number == number))
            if knelpunt_id is None:
                return ()
            return (await read_histories(connection, [knelpunt_id]))[knelpunt_id]

    async def with_histories(self, wanted: Filter) -> tuple[tuple[Knelpunt, tuple[Event, ...]], ...]:
        """Give the knelpunten that a filter lets through and what happened to each, oldest first."""
        found: list[tuple[Knelpunt, tuple[Event, ...]]] = []
        async with self._engine.connect() as connection:
            ids = await connection.scalars(_filtered(select(knelpunt.c.id), wanted).order_by(knelpunt.c.id))
            for batch in in_batches(ids.all()):
                query = select_knelpunten().where(knelpunt.c.id.in_(batch)).order_by(knelpunt.c.id)
                histories = await read_histories(connection, batch)
                # In the same order: an id without a knelpunt cannot be, as none is ever deleted.
                found += zip(await read_knelpunten(connection, query), histories.values(), strict=True)
        return tuple(found)

    async def last_change(self) -> int:
        """Give a number that grows whenever a knelpunt is added or changed."""
        async with self._engine.connect() as connection:
            return await connection.scalar(select(func.max(knelpunt_event.c.id))) or 0

    async def import_many(self, rows: Iterable[Imported], now: datetime) -> Counts:
        """Take in knelpunten from elsewhere, all or none; those that were taken in before stay as they are.

        Raises:
            Overtaken: one of the numbers was taken at the same time.
        """
        added = known = 0
        async with writing(self._engine) as connection:
            rank = await _last_rank(connection, now.year)
            for batch in in_batches(list(rows)):
                counts = await import_batch(connection, batch, rank, now)
                rank += counts.added
                added += counts.added
                known += counts.known
        return Counts(added, known)


async def _last_rank(connection: AsyncConnection, year: int) -> int:
    number = await connection.scalar(
        select(knelpunt.c.number)
        .where(knelpunt.c.number.startswith(f"KP-{year}-"))
        # After 9999 comes 10000, which is longer.
        .order_by(func.length(knelpunt.c.number).desc(), knelpunt.c.number.desc())
        .limit(1)
    )
    return 0 if number is None else rank_of(number)


def _filtered(query: KnelpuntQuery, wanted: Filter) -> KnelpuntQuery:
    if wanted.status is not None:
        query = query.where(knelpunt.c.status == wanted.status)
    if wanted.organisation:
        supported_by_it = (
            select(knelpunt_support.c.id)
            .where(
                knelpunt_support.c.knelpunt_id == knelpunt.c.id,
                knelpunt_support.c.organisation.icontains(wanted.organisation, autoescape=True),
            )
            .exists()
        )
        query = query.where(
            or_(knelpunt.c.organisation.icontains(wanted.organisation, autoescape=True), supported_by_it)
        )
    if wanted.cause is not None:
        query = query.where(
            or_(knelpunt.c.cause == wanted.cause, knelpunt.c.cause.startswith(f"{wanted.cause}: "))
        )
    if wanted.text:
        query = query.where(
            or_(
                knelpunt.c.title.icontains(wanted.text, autoescape=True),
                knelpunt.c.description.icontains(wanted.text, autoescape=True),
            )
        )
    if wanted.happened is not None:
        having = select(knelpunt_event.c.knelpunt_id).where(knelpunt_event.c.kind == wanted.happened)
        query = query.where(knelpunt.c.id.in_(having))
    return query
