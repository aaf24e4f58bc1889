from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.overview.arguments import PeriodNotUnderstood, read_wanted
from bot.overview.period import Period, Wanted
from bot.wording.overview import scope

TODAY = date(2026, 11, 22)


def span(first: str | None, last: str | None) -> Period:
    return Period(*(date.fromisoformat(day) if day else None for day in (first, last)))


@pytest.mark.parametrize(
    ("typed", "first", "last", "said"),
    [
        ("", None, None, "alles tot nu toe"),
        ("alles", None, None, "alles tot nu toe"),
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("over 2025", "2025-01-01", "2025-12-31", "2025"),
        ("dit jaar", "2026-01-01", "2026-12-31", "2026"),
        ("vorig jaar", "2025-01-01", "2025-12-31", "2025"),
        ("2025 t/m 2026", "2025-01-01", "2026-12-31", "2025 tot en met 2026"),
        ("maart 2026", "2026-03-01", "2026-03-31", "maart 2026"),
        ("Mrt. 2026", "2026-03-01", "2026-03-31", "maart 2026"),
        ("2026-03", "2026-03-01", "2026-03-31", "maart 2026"),
        ("03-2026", "2026-03-01", "2026-03-31", "maart 2026"),
        ("februari 2024", "2024-02-01", "2024-02-29", "februari 2024"),
        ("maart", "2026-03-01", "2026-03-31", "maart 2026"),
        ("december", "2025-12-01", "2025-12-31", "december 2025"),
        ("deze maand", "2026-11-01", "2026-11-30", "november 2026"),
        ("vorige maand", "2026-10-01", "2026-10-31", "oktober 2026"),
        ("kwartaal 2 2026", "2026-04-01", "2026-06-30", "kwartaal 2 van 2026"),
        ("2e kwartaal van 2026", "2026-04-01", "2026-06-30", "kwartaal 2 van 2026"),
        ("tweede kwartaal 2026", "2026-04-01", "2026-06-30", "kwartaal 2 van 2026"),
        ("Q2 2026", "2026-04-01", "2026-06-30", "kwartaal 2 van 2026"),
        ("2026-Q2", "2026-04-01", "2026-06-30", "kwartaal 2 van 2026"),
        ("vorig kwartaal", "2026-07-01", "2026-09-30", "kwartaal 3 van 2026"),
        ("kwartaal 4", "2026-10-01", "2026-12-31", "kwartaal 4 van 2026"),
        ("maart t/m mei 2026", "2026-03-01", "2026-05-31", "maart tot en met mei 2026"),
        ("van maart tot en met mei 2026", "2026-03-01", "2026-05-31", "maart tot en met mei 2026"),
        ("december 2025 - mei 2026", "2025-12-01", "2026-05-31", "december 2025 tot en met mei 2026"),
        ("vanaf maart 2026", "2026-03-01", None, "vanaf 1 maart 2026"),
        ("sinds 15-3-2026", "2026-03-15", None, "vanaf 15 maart 2026"),
        ("tot en met 2025", None, "2025-12-31", "tot en met 31 december 2025"),
        ("laatste 3 maanden", "2026-08-23", "2026-11-22", "23 augustus 2026 tot en met 22 november 2026"),
        ("de laatste vijf dagen", "2026-11-18", "2026-11-22", "18 november 2026 tot en met 22 november 2026"),
        ("laatste week", "2026-11-16", "2026-11-22", "16 november 2026 tot en met 22 november 2026"),
        ("vorige week", "2026-11-09", "2026-11-15", "9 november 2026 tot en met 15 november 2026"),
        ("deze week", "2026-11-16", "2026-11-22", "16 november 2026 tot en met 22 november 2026"),
        ("afgelopen jaar", "2025-11-23", "2026-11-22", "23 november 2025 tot en met 22 november 2026"),
        ("vandaag", "2026-11-22", "2026-11-22", "22 november 2026"),
        ("3 maart 2026 t/m 2026-03-05", "2026-03-03", "2026-03-05", "3 maart 2026 tot en met 5 maart 2026"),
    ],
)  # fmt: skip
def test_a_period_is_read_and_said(typed: str, first: str | None, last: str | None, said: str) -> None:
    wanted = read_wanted(typed, TODAY)

    assert wanted == Wanted(span(first, last))
    assert scope(wanted) == said


@pytest.mark.parametrize(
    ("typed", "organisation", "said"),
    [
        ("UWV", "UWV", "alles tot nu toe, UWV"),
        ("2025 Gemeente Zwolle", "Gemeente Zwolle", "2025, Gemeente Zwolle"),
        ("Gemeente Zwolle, 2025", "Gemeente Zwolle", "2025, Gemeente Zwolle"),
        ("van het CAK over maart 2026", "CAK", "maart 2026, CAK"),
        ("bij de Huurcommissie in 2024", "Huurcommissie", "2024, Huurcommissie"),
        ("Raad van State vanaf 2026", "Raad van State", "vanaf 1 januari 2026, Raad van State"),
        ("Meierijstad", "Meierijstad", "alles tot nu toe, Meierijstad"),
    ],
)  # fmt: skip
def test_what_names_no_period_is_the_organisation(typed: str, organisation: str, said: str) -> None:
    wanted = read_wanted(typed, TODAY)

    assert wanted.organisation == organisation
    assert scope(wanted) == said


@pytest.mark.parametrize(
    "typed",
    ["2026-13", "vanaf", "32 maart 2026 UWV", "2026-02-30", "kwartaal 5", "maart 1826", "2025 2026",
     "tot mei 2026", "mei t/m maart 2026", "2026 t/m 2025", "laatste 0 maanden", "laatste 9999 jaar",
     "laatste tijd"],
)  # fmt: skip
def test_what_is_no_period_is_not_guessed(typed: str) -> None:
    with pytest.raises(PeriodNotUnderstood) as refused:
        read_wanted(typed, TODAY)

    assert refused.value.typed == typed


def test_the_last_month_has_the_length_of_a_month_also_after_february() -> None:
    assert read_wanted("laatste maand", date(2026, 3, 31)).period == span("2026-03-01", "2026-03-31")


WORDS = st.sampled_from(
    "2026 maart mei kwartaal 2 q3 de laatste 3 maanden vanaf t/m - 2026-03 tot en met UWV dit jaar İ".split()
)


@given(st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=30), st.dates(min_value=date(2020, 1, 1)))
def test_anything_is_read_or_refused(typed: str, today: date) -> None:
    try:
        period = read_wanted(typed, today).period
    except PeriodNotUnderstood:
        return

    assert (period.last or date.max) >= (period.first or date.min)


@given(st.integers(1, 100), st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1)))
def test_the_last_so_many_days_are_as_many_and_end_today(count: int, today: date) -> None:
    period = read_wanted(f"laatste {count} dagen", today).period

    assert (period.first, period.last) == (today - timedelta(days=count - 1), today)
