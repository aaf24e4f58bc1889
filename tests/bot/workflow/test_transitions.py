"""The table of allowed changes, every pair of it."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.knelpunten.report import Status
from bot.workflow.transitions import ENDED, NEXT, Refusal, Standing, refusal

DIAGRAM = (Path(__file__).parents[3] / "docs" / "workflow.md").read_text()
DRAWN = {(Status[a], Status[b]) for a, b in re.findall(r"^    (\w+) --> (\w+)$", DIAGRAM, re.MULTILINE)}
SINCE = datetime(2026, 5, 1, tzinfo=UTC)
PERIOD = timedelta(days=90)


def judged(status: Status, to: Status, why: str = "reden", after: timedelta = PERIOD) -> Refusal | None:
    before = to if status is Status.MERGED else None
    return refusal(Standing(status, SINCE, before), to, why, SINCE + after, PERIOD)


@pytest.mark.parametrize(("status", "to"), list(product(Status, Status)))
def test_what_the_diagram_draws_is_allowed_and_nothing_else(status: Status, to: Status) -> None:
    if (status, to) in DRAWN:
        assert judged(status, to) is None
    else:
        assert judged(status, to) is (Refusal.ALREADY_THERE if status is to else Refusal.NOT_FROM_HERE)


def test_every_state_is_drawn_and_named_as_people_read_it() -> None:
    assert dict(re.findall(r'state "(.+)" as (\w+)', DIAGRAM)) == {one.value: one.name for one in Status}


def test_nothing_is_closed_without_a_reason() -> None:
    assert judged(Status.IN_PROGRESS, Status.CLOSED, why=" \n") is Refusal.REASON_NEEDED
    assert judged(Status.IN_PROGRESS, Status.SOLVED, why="") is None


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_what_has_ended_can_be_taken_up_again_for_a_while(ended: Status) -> None:
    assert judged(ended, Status.IN_PROGRESS, after=PERIOD) is None
    assert (
        judged(ended, Status.IN_PROGRESS, after=PERIOD + timedelta(seconds=1)) is Refusal.TOO_LATE_TO_REOPEN
    )


@pytest.mark.parametrize("to", sorted(NEXT[Status.MERGED]))
def test_what_was_merged_goes_back_only_to_where_it_stood(to: Status) -> None:
    elsewhere = next(one for one in sorted(NEXT[Status.MERGED]) if one is not to)
    merged = Standing(Status.MERGED, SINCE, before_merging=elsewhere)

    assert refusal(merged, to, "", SINCE, PERIOD) is Refusal.NOT_FROM_HERE
