"""Words that name a period, such as "maart 2026", "kwartaal 2" or "laatste 3 maanden"."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.overview.period import MONTHS, Period

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb",
            "maart mrt maa",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_RANKS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_NUMBERS = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "negen": 9, "twaalf": 12}
_MONTHS_OF = {"maand": 1, "kwartaal": 3, "jaar": MONTHS}
_DAYS_OF = {"dag": 1, "week": 7}
_SINGULAR = {"maanden": "maand", "kwartalen": "kwartaal", "jaren": "jaar", "dagen": "dag", "weken": "week"}
_LONGEST = 1200

_YEAR = r"(?P<year>20\d\d)"
MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_UNTIL = r"(?:t/m|tot en met|-)"
_QUARTER = rf"(?:(?:kwartaal|q) ?(?P<quarter>[1-4])|(?P<rank>[1-4]e|{'|'.join(_RANKS)}) kwartaal)"
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNIT = rf"(?P<unit>{'|'.join((*_SINGULAR, *_SINGULAR.values()))})"
_LAST = r"(?:de )?(?:afgelopen|laatste)"

Found = Mapping[str, str]


def _day(found: Found, _today: date) -> Period:
    day = date(int(found["year"]), _month(found["month"]), int(found["day"]))
    return Period(day, day)


def _one_month(found: Found, today: date) -> Period:
    month = _month(found["month"])
    # Without a year it is the latest one that has begun.
    return _months(int(found["year"] or today.year - (month > today.month)), month, 1)


def _some_months(found: Found, _today: date) -> Period:
    begin, month = _month(found["begin"].rstrip(".")), _month(found["month"])
    return _months(int(found["year"]), begin, month - begin + 1)


def _quarter(found: Found, today: date) -> Period:
    rank = found["quarter"] or found["rank"]
    month = (_RANKS.get(rank) or int(rank[0])) * 3 - 2
    return _months(int(found["year"] or today.year - (month > today.month)), month, 3)


def _year(found: Found, _today: date) -> Period:
    return _months(int(found["year"]), 1, MONTHS)


def _last(found: Found, today: date) -> Period:
    unit = _SINGULAR.get(found["unit"], found["unit"])
    typed = found["count"] or "1"
    count = _NUMBERS.get(typed) or int(typed)
    if not 0 < count <= _LONGEST:
        raise ValueError(f"{count} is no number of times")
    if unit in _DAYS_OF:
        return Period(today - timedelta(days=count * _DAYS_OF[unit] - 1), today)
    months = today.year * MONTHS + today.month - 1 - count * _MONTHS_OF[unit]
    # On 31 March the last month begins on 1 March: February has no such day.
    day = min(today.day, monthrange(months // MONTHS, months % MONTHS + 1)[1])
    return Period(date(months // MONTHS, months % MONTHS + 1, day) + timedelta(days=1), today)


def _this_or_previous(found: Found, today: date) -> Period:
    length = _MONTHS_OF[found["unit"]]
    begin = (today.month - 1) // length * length + today.year * MONTHS
    begin -= length if found["which"].startswith("vorig") else 0
    return _months(begin // MONTHS, begin % MONTHS + 1, length)


def _week(found: Found, today: date) -> Period:
    monday = today - timedelta(days=today.weekday())
    monday -= timedelta(weeks=1 if found["which"].startswith("vorig") else 0)
    return Period(monday, monday + timedelta(days=6))


def _today(_found: Found, today: date) -> Period:
    return Period(today, today)


def _everything(_found: Found, _today: date) -> Period:
    return Period()


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Found, date], Period]], ...] = tuple(
    (re.compile(rf"{form}(?!\S)", re.IGNORECASE), reading)
    for form, reading in (
        (rf"{_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)", _day),
        (rf"(?P<day>\d\d?)[-/](?P<month>\d\d?)[-/]{_YEAR}", _day),
        (rf"(?P<day>\d\d?) {MONTH} {_YEAR}", _day),
        (rf"{MONTH.replace('?P<month>', '?P<begin>')} ?{_UNTIL} ?{MONTH} {_YEAR}", _some_months),
        (rf"{_YEAR}-(?P<month>\d\d?)", _one_month),
        (rf"(?P<month>\d\d?)[-/]{_YEAR}", _one_month),
        (rf"{MONTH}(?: {_YEAR})?", _one_month),
        (rf"{_QUARTER}(?:(?: van)? {_YEAR})?", _quarter),
        (rf"{_YEAR}[- ]?(?:q|kwartaal )(?P<quarter>[1-4])", _quarter),
        (rf"{_LAST} (?:{_COUNT} )?{_UNIT}", _last),
        (r"(?P<which>dit|deze|vorige?) (?P<unit>maand|kwartaal|jaar)", _this_or_previous),
        (r"(?P<which>deze|vorige) week", _week),
        (r"vandaag", _today),
        (r"alles|altijd", _everything),
        (_YEAR, _year),
    )
)


def period_at(text: str, start: int, today: date) -> tuple[Period, int] | None:
    """Read the period that is named at a place in a text.

    Args:
        text: with single spaces.
        start: where a word begins.
        today: what "laatste" and a month without a year are counted from.

    Returns:
        The period and where its words end; None where none is named.

    Raises:
        ValueError: there is no such day or month.
    """
    for form, reading in _FORMS:
        found = form.match(text, start)
        if found:
            named = {name: (value or "").lower() for name, value in found.groupdict().items()}
            return reading(named, today), found.end()
    return None


def _month(typed: str) -> int:
    return MONTH_NUMBERS.get(typed) or int(typed)


def _months(year: int, month: int, count: int) -> Period:
    after = year * MONTHS + month - 1 + count
    first = date(year, month, 1)
    last = date(after // MONTHS, after % MONTHS + 1, 1) - timedelta(days=1)
    if last < first:
        raise ValueError(f"{count} months from {first}")
    return Period(first, last)
