from datetime import UTC, datetime

import pytest

from bot.wording.dates import day_of, readable_date
from bot.wording.phrases import Language


@pytest.mark.parametrize(
    ("date", "dutch"),
    [
        ("2024-09-09", "9 september 2024"),
        ("2022-09 (bij benadering: najaar 2022)", "omstreeks september 2022"),
        ("2021", "2021"),
        ("2023-06-22 (datum van de dag zelf)", "22 juni 2023"),
        ("onbekend (eerste programmajaren)", "datum onbekend"),
        ("najaar 2022", "najaar 2022"),
        ("2024-19-01", "2024-19-01"),
        ("", ""),
    ],
)
def test_a_date_is_written_out_and_free_text_stays(date: str, dutch: str) -> None:
    assert readable_date(date, Language.DUTCH) == dutch


def test_an_english_reply_writes_the_month_in_english() -> None:
    assert readable_date("2024-05-01", Language.ENGLISH) == "1 May 2024"


def test_a_moment_late_at_night_is_the_next_day_in_the_netherlands() -> None:
    assert day_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == "1 juli 2026"
