from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fixed_answers.day import half_a_year_later, read_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1-6-2027", date(2027, 6, 1)),
        ("1 juni 2027", date(2027, 6, 1)),
        ("1.6.2027.", date(2027, 6, 1)),
        ("2027-06-01", date(2027, 6, 1)),
        ("1/6", date(2027, 6, 1)),
        ("24 december", date(2026, 12, 24)),
        ("juni 2027", date(2027, 6, 1)),
        ("31-2-2027", None),
        ("ooit", None),
        ("1 juni 2027 of later", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None):
    assert read_day(typed, TODAY) == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(typed: str):
    read_day(typed, TODAY)


def test_half_a_year_after_the_last_of_august_is_the_last_of_february():
    assert half_a_year_later(date(2026, 8, 31)) == date(2027, 2, 28)
