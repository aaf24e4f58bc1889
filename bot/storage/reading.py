"""Knelpunten and their histories, read from their tables."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.history import Event, EventKind, Role
from bot.knelpunten.report import Knelpunt, Report, Status, Support
from bot.storage.schema import (
    attachment,
    knelpunt,
    knelpunt_event,
    knelpunt_relation,
    knelpunt_support,
    participant,
)

BATCH = 500
"""How many ids go into one query; databases set limits of their own."""

REPORT_COLUMNS = tuple(field.name for field in fields(Report) if field.name != "contact")
"""The fields of a report that are columns of `knelpunt`."""

_reporter = participant.alias("reporter")
_reporter_may_be_contacted = (
    select(_reporter.c.id)
    .where(_reporter.c.knelpunt_id == knelpunt.c.id, _reporter.c.role == Role.REPORTER, _reporter.c.contact)
    .exists()
    .label("contact")
)

KnelpuntQuery = Select[tuple[Any, ...]]


def select_knelpunten() -> KnelpuntQuery:
    """Begin a query whose rows `read_knelpunten` understands."""
    return select(knelpunt, _reporter_may_be_contacted)


async def read_knelpunten(connection: AsyncConnection, query: KnelpuntQuery) -> tuple[Knelpunt, ...]:
    """Give the knelpunten that a query from `select_knelpunten` finds, in its order."""
    rows = (await connection.execute(query)).all()
    found: list[Knelpunt] = []
    for batch in in_batches(rows):
        found += await _with_what_belongs_to_them(connection, batch)
    return tuple(found)


async def read_histories(
    connection: AsyncConnection, knelpunt_ids: Sequence[int]
) -> dict[int, tuple[Event, ...]]:
    """Give what happened to each of at most `BATCH` knelpunten, oldest first."""
    query = (
        select(knelpunt_event, participant.c.role)
        .outerjoin(participant, participant.c.id == knelpunt_event.c.participant_id)
        .where(knelpunt_event.c.knelpunt_id.in_(knelpunt_ids))
        .order_by(knelpunt_event.c.id)
    )
    histories: dict[int, list[Event]] = {knelpunt_id: [] for knelpunt_id in knelpunt_ids}
    for row in await connection.execute(query):
        by = None if row.role is None else Role(row.role)
        histories[row.knelpunt_id].append(Event(row.at, EventKind(row.kind), by, row.data))
    return {knelpunt_id: tuple(events) for knelpunt_id, events in histories.items()}


def in_batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut a sequence into parts of at most `BATCH`."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


async def _with_what_belongs_to_them(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Knelpunt]:
    ids = [row.id for row in rows]
    of_each = partial(_of_each, connection)
    supports = await of_each(
        select(knelpunt_support)
        .where(knelpunt_support.c.knelpunt_id.in_(ids))
        .order_by(knelpunt_support.c.id),
        lambda row: Support(organisation=row.organisation, frequency=row.frequency, remark=row.remark),
    )
    related = await of_each(
        select(knelpunt_relation.c.knelpunt_id, knelpunt.c.number)
        .join(knelpunt, knelpunt.c.id == knelpunt_relation.c.related_id)
        .where(knelpunt_relation.c.knelpunt_id.in_(ids))
        .order_by(knelpunt.c.number),
        lambda row: row.number,
    )
    names = await of_each(
        select(attachment.c.knelpunt_id, attachment.c.name)
        .where(attachment.c.knelpunt_id.in_(ids))
        .order_by(attachment.c.id),
        lambda row: row.name,
    )
    remarks = await of_each(
        select(knelpunt_event.c.knelpunt_id, knelpunt_event.c.data)
        .where(knelpunt_event.c.knelpunt_id.in_(ids), knelpunt_event.c.kind == EventKind.REMARKED)
        .order_by(knelpunt_event.c.id),
        lambda row: row.data["text"],
    )
    return [
        Knelpunt(
            number=row.number,
            imported_as=row.imported_as,
            report=Report(**{name: row._mapping[name] for name in REPORT_COLUMNS}, contact=row.contact),
            severity=row.severity,
            status=Status(row.status),
            reported_at=row.reported_at,
            since=row.since,
            merged_into=row.merged_into,
            supports=tuple(supports[row.id]),
            related=tuple(related[row.id]),
            attachments=tuple(names[row.id]),
            remarks=tuple(remarks[row.id]),
        )
        for row in rows
    ]


async def _of_each(
    connection: AsyncConnection, query: Select[Any], value: Callable[[Row[Any]], Any]
) -> Mapping[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in await connection.execute(query):
        grouped[row.knelpunt_id].append(value(row))
    return grouped
