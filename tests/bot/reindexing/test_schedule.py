from datetime import UTC, datetime

import pytest

from bot.reindexing.schedule import last_time


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 1, tzinfo=UTC)),
        (datetime(2026, 6, 1, 0, 59, tzinfo=UTC), datetime(2026, 5, 31, 1, tzinfo=UTC)),
        (datetime(2026, 1, 1, 2, tzinfo=UTC), datetime(2026, 1, 1, 2, tzinfo=UTC)),
    ],
)
def test_an_hour_is_that_of_the_clock_in_the_netherlands(now: datetime, last: datetime) -> None:
    assert last_time(3, now) == last
