"""Taking in knelpunten that were reported elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.history import EventKind
from bot.knelpunten.imported import Imported
from bot.knelpunten.number import number_of
from bot.knelpunten.report import Status
from bot.storage.recording import report_columns, reported
from bot.storage.schema import knelpunt, knelpunt_event
from bot.storage.transaction import Overtaken


@dataclass(frozen=True, slots=True)
class Counts:
    """How many knelpunten were added, and how many were known already."""

    added: int
    known: int


async def import_batch(
    connection: AsyncConnection, rows: Sequence[Imported], last_rank: int, now: datetime
) -> Counts:
    """Take in as many as go into one query.

    Args:
        connection: of the transaction.
        rows: what to take in.
        last_rank: rank of the last knelpunt of this year.
        now: the moment at which they count as reported.

    Raises:
        Overtaken: one of the numbers was taken at the same time.
    """
    known = set(
        await connection.scalars(
            select(knelpunt.c.imported_as).where(
                knelpunt.c.imported_as.in_([row.imported_as for row in rows])
            )
        )
    )
    new: dict[str, Imported] = {}
    for row in rows:
        if row.imported_as not in known:
            new.setdefault(row.imported_as, row)
    if new:
        await _add(connection, list(new.values()), last_rank, now)
    return Counts(added=len(new), known=len(rows) - len(new))


async def _add(connection: AsyncConnection, rows: Sequence[Imported], last_rank: int, now: datetime) -> None:
    try:
        await connection.execute(
            insert(knelpunt),
            [
                {
                    "number": number_of(now.year, rank),
                    "imported_as": row.imported_as,
                    **report_columns(row.report),
                    "severity": row.severity,
                    "status": Status.RECEIVED,
                    "reported_at": now,
                    "since": now,
                }
                for rank, row in enumerate(rows, last_rank + 1)
            ],
        )
    except IntegrityError as error:
        raise Overtaken("a number was taken") from error
    ids = await connection.execute(
        select(knelpunt.c.imported_as, knelpunt.c.id).where(
            knelpunt.c.imported_as.in_([row.imported_as for row in rows])
        )
    )
    id_of: dict[str, int] = dict(ids.all())
    await connection.execute(
        insert(knelpunt_event),
        [
            {
                "knelpunt_id": id_of[row.imported_as],
                "at": now,
                "kind": EventKind.IMPORTED,
                "data": reported(row.report, severity=row.severity, imported_as=row.imported_as),
            }
            for row in rows
        ],
    )
