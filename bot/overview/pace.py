"""How long people wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from bot.knelpunten.history import Event, EventKind, Role
from bot.knelpunten.report import Knelpunt, Status
from bot.workflow.transitions import ENDED

RESPONSES = frozenset({EventKind.CHANGED, EventKind.MERGED, EventKind.ASKED})
_OTHERS = frozenset({Role.REPORTER, Role.SUPPORTER})


@dataclass(frozen=True, slots=True)
class Pace:
    """How long something took.

    Attributes:
        median: of those for which it came; None where there are none.
        reached: for how many it came.
        waiting: how many still wait for it.
    """

    median: timedelta | None
    reached: int
    waiting: int


def pace_of_first_response(histories: Iterable[tuple[Knelpunt, Sequence[Event]]]) -> Pace:
    """Give how long it took until somebody other than those who have the knelpunt did something with it."""
    took = []
    waiting = 0
    for knelpunt, events in histories:
        response = next((event for event in events if _is_response(event)), None)
        if response is not None:
            took.append(response.at - knelpunt.reported_at)
        elif knelpunt.status not in ENDED | {Status.MERGED}:
            waiting += 1
    return Pace(_median(took), len(took), waiting)


def pace_of_result(knelpunten: Iterable[Knelpunt]) -> Pace:
    """Give how long it took until they were solved or closed; what was opened again waits again.

    What was merged has the result of another, and counts there.
    """
    took = []
    waiting = 0
    for knelpunt in knelpunten:
        if knelpunt.status in ENDED:
            took.append(knelpunt.since - knelpunt.reported_at)
        elif knelpunt.status is not Status.MERGED:
            waiting += 1
    return Pace(_median(took), len(took), waiting)


def _is_response(event: Event) -> bool:
    # Of whom it is not known any more, it is somebody who was forgotten: the kind tells enough.
    return event.kind in RESPONSES and event.by not in _OTHERS


def _median(took: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(one.total_seconds() for one in took)) if took else None
