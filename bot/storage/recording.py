"""Writing down what happened to a knelpunt, in the transaction in which it happens."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.history import EventKind
from bot.knelpunten.report import Report, Status
from bot.storage.reading import REPORT_COLUMNS
from bot.storage.schema import knelpunt_event


async def record(
    connection: AsyncConnection,
    knelpunt_id: int,
    kind: EventKind,
    data: Mapping[str, Any],
    *,
    at: datetime,
    participant_id: int | None = None,
) -> None:
    """Write an event down; see `bot.knelpunten.history.Event` for its data."""
    await connection.execute(
        insert(knelpunt_event).values(
            knelpunt_id=knelpunt_id, at=at, kind=kind, participant_id=participant_id, data=dict(data)
        )
    )


def report_columns(report: Report) -> dict[str, str]:
    """The fields of a report as they are kept with its knelpunt: all but `Report.contact`."""
    values = asdict(report)
    return {name: values[name] for name in REPORT_COLUMNS}


def reported(
    report: Report, *, severity: str = "", status: Status = Status.RECEIVED, imported_as: str | None = None
) -> dict[str, Any]:
    """Give the data of an event that a knelpunt begins with."""
    return {
        "report": report_columns(report),
        "severity": severity,
        "status": status,
        "imported_as": imported_as,
    }
