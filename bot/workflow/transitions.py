"""Where a knelpunt may go from where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.knelpunten.history import Event, EventKind
from bot.knelpunten.report import Status

TREATED = frozenset({Status.IN_PROGRESS, Status.ASKED, Status.PASSED_ON, Status.ACCELERATED})
"""Somebody has taken it, and it goes on."""

ENDED = frozenset({Status.SOLVED, Status.CLOSED})

NEXT: Mapping[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.IN_PROGRESS, Status.MERGED}),
    Status.IN_PROGRESS: TREATED - {Status.IN_PROGRESS} | ENDED | {Status.MERGED},
    Status.ASKED: TREATED - {Status.ASKED} | ENDED | {Status.MERGED},
    Status.PASSED_ON: TREATED - {Status.PASSED_ON} | ENDED | {Status.MERGED},
    Status.ACCELERATED: TREATED - {Status.ACCELERATED} | ENDED | {Status.MERGED},
    Status.SOLVED: frozenset({Status.IN_PROGRESS}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS}),
    Status.MERGED: frozenset({Status.RECEIVED}) | TREATED,
}
"""The table of allowed changes; what was merged goes back only to where it stood before."""


class Refusal(StrEnum):
    """Why a change is not allowed."""

    ALREADY_THERE = "already_there"
    NOT_FROM_HERE = "not_from_here"
    REASON_NEEDED = "reason_needed"
    TOO_LATE_TO_REOPEN = "too_late_to_reopen"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a knelpunt stands.

    Attributes:
        status: where.
        since: since when.
        before_merging: where it stood before it was merged into another; None when it was not.
    """

    status: Status
    since: datetime
    before_merging: Status | None = None


def refusal(standing: Standing, to: Status, why: str, now: datetime, reopenable: timedelta) -> Refusal | None:
    """Say why a change is not allowed; None when it is.

    Args:
        standing: where the knelpunt stands.
        to: where it would go.
        why: the reason that is given; without one nothing is closed without a solution.
        now: when it would go there.
        reopenable: how long after its end a knelpunt can be taken up again.
    """
    if to is standing.status:
        return Refusal.ALREADY_THERE
    if to not in NEXT[standing.status]:
        return Refusal.NOT_FROM_HERE
    if standing.status is Status.MERGED and to is not standing.before_merging:
        return Refusal.NOT_FROM_HERE
    if to is Status.CLOSED and not why.strip():
        return Refusal.REASON_NEEDED
    if standing.status in ENDED and now - standing.since > reopenable:
        return Refusal.TOO_LATE_TO_REOPEN
    return None


def standing_after(history: Sequence[Event]) -> Standing:
    """Give where a knelpunt stands after what happened to it, oldest first."""
    *earlier, last = [event for event in history if "status" in event.data]
    merged = last.kind is EventKind.MERGED
    before = Status(earlier[-1].data["status"]) if merged else None
    return Standing(Status(last.data["status"]), last.at, before)
