from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.dates import HERE
from bot.workflow.quiet_hours import QuietHours

NIGHT = QuietHours(begin=20, end=8)
MOMENTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - the zone is added
    datetime(2035, 1, 1),  # noqa: DTZ001 - the zone is added
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-01-15T12:00", "2026-01-15T12:00"),
        ("2026-01-15T20:00", "2026-01-16T08:00"),
        ("2026-01-15T23:59", "2026-01-16T08:00"),
        ("2026-01-16T07:59", "2026-01-16T08:00"),
        ("2026-01-16T08:00", "2026-01-16T08:00"),
    ],
)
def test_at_night_people_are_told_in_the_morning(at: str, told: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=HERE)

    assert NIGHT.until(moment) == datetime.fromisoformat(told).replace(tzinfo=HERE)


@given(MOMENTS, st.integers(0, 23), st.integers(0, 23))
def test_what_waits_is_told_within_a_day_and_outside_the_quiet_hours(
    moment: datetime, begin: int, end: int
) -> None:
    hours = QuietHours(begin, end)

    told = hours.until(moment)

    assert moment <= told <= moment + timedelta(hours=25)
    assert hours.until(told) == told
