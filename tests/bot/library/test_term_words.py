"""For whom and when a document holds, as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.term_words import Misunderstood, TermsNotUnderstood, read_terms
from bot.library.terms import EVERYONE_ALWAYS, Terms

TODAY = date(2026, 11, 22)
HERE = "matrix:!hier:example.org"
THERE = "matrix:!daar:example.org"
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
WRITTEN = (
    lambda day: day.isoformat(),
    lambda day: f"{day.day}-{day.month}-{day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: (
        f"{day.day} {MONTHS[day.month - 1][:3]} '{day:%y}" if day.month != 3 else f"{day.day} mrt {day.year}"
    ),
)


def read(typed: str, terms: Terms = EVERYONE_ALWAYS) -> Terms:
    return read_terms(typed, terms, HERE, TODAY)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("geldig 2026-01-01 t/m 2026-12-31", date(2026, 1, 1), date(2026, 12, 31)),
        ("geldig van 1 januari 2026 tot en met 31 december 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("geldig 1-1-2026 - 31-12-2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("geldig vanaf 1 mei 2026", date(2026, 5, 1), None),
        ("geldig 1 mei 2026", date(2026, 5, 1), None),
        ("geldig tot 1 mei 2026", None, date(2026, 4, 30)),
        ("geldig t/m 1 mei 2026", None, date(2026, 5, 1)),
        ("geldig tot en met mei 2026", None, date(2026, 5, 31)),
        ("geldig in 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("Geldig vanaf 1 mei.", date(2027, 5, 1), None),
        ("geldig tot 1 maart", None, date(2027, 2, 28)),
        ("geldt vanaf morgen tot 1/1/27", date(2026, 11, 23), date(2026, 12, 31)),
        ("geldig altijd", None, None),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, first: date | None, last: date | None) -> None:
    before = Terms(valid_from=date(2020, 1, 1), valid_until=date(2020, 1, 2), rooms=frozenset({THERE}))

    terms = read(typed, before)

    assert (terms.valid_from, terms.valid_until, terms.rooms) == (first, last, before.rooms)


@given(DAYS, DAYS, st.sampled_from(WRITTEN), st.sampled_from(WRITTEN))
def test_a_stretch_of_days_is_read_however_each_is_written(
    one: date, other: date, write: object, again: object
) -> None:
    first, last = sorted((one, other))

    terms = read(f"geldig vanaf {write(first)} t/m {again(last)}")

    assert (terms.valid_from, terms.valid_until) == (first, last)


@pytest.mark.parametrize(
    ("typed", "rooms"),
    [
        ("voor iedereen", None),
        ("voor deze kamer", {HERE}),
        (f"voor {THERE}", {THERE}),
        (f"voor deze kamer, {THERE} en telegram:-100123", {HERE, THERE, "telegram:-100123"}),
    ],
)
def test_rooms_are_read(typed: str, rooms: set[str] | None) -> None:
    terms = read(typed, Terms(valid_until=TODAY, rooms=frozenset({"terminal:terminal"})))

    assert terms == Terms(valid_until=TODAY, rooms=None if rooms is None else frozenset(rooms))


def test_days_and_rooms_are_read_together() -> None:
    terms = read("geldig vanaf 1 mei 2027 en voor deze kamer")

    assert terms == Terms(valid_from=date(2027, 5, 1), rooms=frozenset({HERE}))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("geldig", Misunderstood.DAYS),
        ("geldig ooit", Misunderstood.DAYS),
        ("geldig vanaf 31 februari 2026", Misunderstood.DAYS),
        ("geldig vanaf 1 mei 2026 of zo", Misunderstood.DAYS),
        ("geldig 1 mei 2026 t/m 1 april 2026", Misunderstood.ORDER),
        ("voor", Misunderstood.ROOMS),
        ("voor de directie", Misunderstood.ROOMS),
        ("voor matrix:#plein:example.org", Misunderstood.ROOMS),
        ("voor telegram:plein", Misunderstood.ROOMS),
        ("iets anders", Misunderstood.NOTHING),
    ],
)
def test_what_is_not_understood_changes_nothing(typed: str, reason: Misunderstood) -> None:
    with pytest.raises(TermsNotUnderstood) as raised:
        read(typed)

    assert raised.value.reason is reason


@given(st.text(alphabet="geldivantomr/-.: 0123456789,;", max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    for begin in ("geldig ", "voor ", ""):
        try:
            terms = read(begin + typed)
        except TermsNotUnderstood:
            continue
        assert not (terms.valid_from and terms.valid_until) or terms.valid_from <= terms.valid_until
