from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.dates import HERE
from bot.workflow.quiet_hours import QuietHours
from bot.workflow.working_days import SETTLED_AFTER, tells_until

NIGHT = QuietHours(begin=20, end=8)
MOMENTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - the zone is added
    datetime(2035, 1, 1),  # noqa: DTZ001 - the zone is added
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-15T07:04Z", None),
        ("2026-01-15T07:05Z", "2026-01-15T07:00Z"),
        ("2026-01-15T18:59Z", "2026-01-15T07:00Z"),
        ("2026-01-15T19:00Z", None),
        ("2026-07-15T06:04Z", None),
        ("2026-07-15T06:05Z", "2026-07-15T06:00Z"),
        ("2026-07-15T18:00Z", None),
        ("2026-03-27T07:05Z", "2026-03-27T07:00Z"),
        ("2026-03-30T06:05Z", "2026-03-30T06:00Z"),
        ("2026-10-23T06:05Z", "2026-10-23T06:00Z"),
        ("2026-10-26T06:05Z", None),
        ("2026-10-26T07:05Z", "2026-10-26T07:00Z"),
        ("2026-01-17T12:00Z", None),
        ("2026-01-18T12:00Z", None),
    ],
    ids=[
        "winter, too early",
        "winter, eight o'clock",
        "winter, the last minute",
        "winter, the evening",
        "summer, too early",
        "summer, eight o'clock",
        "summer, the evening",
        "Friday before the clock goes forward",
        "Monday after it",
        "Friday before the clock goes back",
        "Monday after it, too early",
        "Monday after it, eight o'clock",
        "Saturday",
        "Sunday",
    ],
)
def test_on_working_days_people_are_told_from_the_end_of_the_quiet_hours(now: str, until: str | None) -> None:
    assert tells_until(datetime.fromisoformat(now), NIGHT) == (until and datetime.fromisoformat(until))


@given(MOMENTS, st.integers(0, 23), st.integers(0, 23))
def test_what_is_told_has_settled_and_nobody_is_told_in_the_weekend_or_at_night(
    now: datetime, begin: int, end: int
) -> None:
    quiet = QuietHours(begin, end)

    until = tells_until(now, quiet)

    if until is not None:
        assert now.astimezone(HERE).weekday() < 5
        assert quiet.until(now) == now
        assert until + SETTLED_AFTER <= now
        assert until.date() == now.astimezone(HERE).date()
