"""Knelpunten with their histories, for letters."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from bot.knelpunten.history import Event, EventKind, Role
from bot.knelpunten.report import Knelpunt, Status, Support
from bot.stand.selection import History
from tests.bot.storage.samples import report

SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)
AUTUMN = datetime(2026, 11, 22, 12, tzinfo=UTC)


def history(
    number: int,
    organisation: str = "UWV",
    *,
    at: datetime = SUMMER,
    supports: Sequence[Support] = (),
    **told: Any,
) -> History:
    """A knelpunt as it was reported, with who joined it later."""
    knelpunt = Knelpunt(
        number=f"KP-2026-{number:04}",
        imported_as=None,
        report=report(organisation=organisation, **({"title": f"Knelpunt {number}"} | told)),
        severity="",
        status=Status.RECEIVED,
        reported_at=at,
        since=at,
        supports=tuple(supports),
    )
    joined = [Event(AUTUMN, EventKind.SUPPORTED, Role.SUPPORTER, asdict(support)) for support in supports]
    reported = Event(at, EventKind.REPORTED, Role.REPORTER, {"status": Status.RECEIVED.value})
    return knelpunt, (reported, *joined)


def changed(told: History, status: Status, why: str) -> History:
    """The same, somewhere else now."""
    knelpunt, events = told
    data = {"status": status.value, "why": why}
    change = Event(AUTUMN, EventKind.CHANGED, Role.HANDLER, data)
    return replace(knelpunt, status=status, since=AUTUMN), (*events, change)


def merged(told: History, into: int) -> History:
    """The same, merged into another."""
    knelpunt, events = told
    number = f"KP-2026-{into:04}"
    data = {"status": Status.MERGED.value, "number": number}
    merging = Event(AUTUMN, EventKind.MERGED, Role.HANDLER, data)
    return replace(knelpunt, status=Status.MERGED, since=AUTUMN, merged_into=number), (*events, merging)
