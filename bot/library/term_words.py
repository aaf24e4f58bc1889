"""For whom and when a document holds, as people type it: "geldig vanaf 1 mei", "voor deze kamer"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.library.terms import Terms
from bot.overview.period import Period
from bot.overview.period_words import MONTH, MONTH_NUMBERS, period_at

# Besides what the words for periods know: a day without its year, or with the last two digits of it.
_DAY_AND_MONTH = re.compile(rf"(?P<day>\d\d?) {MONTH}(?: '?(?P<year>(?:20)?\d\d))?(?!\S)", re.IGNORECASE)
_DIGITS = re.compile(r"(?P<day>\d\d?)[-/.](?P<month>\d\d?)(?:[-/.](?P<year>(?:20)?\d\d))?(?!\S)")
_FROM_NOW = {"vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
_FROM_NOW_FORM = re.compile(rf"(?P<day>{'|'.join(_FROM_NOW)})(?!\S)", re.IGNORECASE)
_CENTURY = 2000

_ALWAYS = re.compile(r"altijd(?!\S)", re.IGNORECASE)
_FROM = re.compile(r"(?:vanaf|van|sinds|per|met ingang van)(?!\S)", re.IGNORECASE)
_UP_TO_AND_WITH = re.compile(r"(?:t/m|tot en met|tem|-)(?!\S)", re.IGNORECASE)
_UP_TO = re.compile(r"tot(?!\S)", re.IGNORECASE)
_IN = re.compile(r"(?:in|op|tijdens)(?!\S)", re.IGNORECASE)
_FILLER = re.compile(r"(?:en|is|het)(?!\S)", re.IGNORECASE)

_PARTS = re.compile(r"\b(?P<about>geldig|geldt|voor)\b[: ]*", re.IGNORECASE)
_EVERYONE = re.compile(r"(?:iedereen|allemaal|alle kamers)", re.IGNORECASE)
_HERE = re.compile(r"(?:deze (?:kamer|groep|chat)|hier|dit gesprek)", re.IGNORECASE)
# Another name of a room, such as an alias on Matrix, would leave nobody who may read the document.
ROOM = re.compile(r"matrix:![^\s:]+(?::\S+)?|telegram:-?\d+|terminal:\S+")
_BETWEEN_ROOMS = re.compile(r"\s*(?:,|;|\s)\s*(?:en\s+)?|\s+en\s+", re.IGNORECASE)


class Misunderstood(StrEnum):
    """Why what was typed says nothing.

    Attributes:
        DAYS: no days, or days that are not there.
        ORDER: the last day comes before the first.
        ROOMS: no rooms.
        NOTHING: neither days nor rooms.
    """

    DAYS = "days"
    ORDER = "order"
    ROOMS = "rooms"
    NOTHING = "nothing"


class TermsNotUnderstood(Exception):
    """What was typed does not say for whom or when a document holds.

    Attributes:
        reason: why.
    """

    def __init__(self, reason: Misunderstood) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Days:
    first: date | None = None
    last: date | None = None


def read_terms(typed: str, terms: Terms, room: str, today: date) -> Terms:
    """Read new terms; what is not spoken of stays as it is.

    Args:
        typed: such as ``geldig 2026-01-01 t/m 2026-12-31`` or ``voor deze kamer``, or both.
        terms: as they are.
        room: where it is typed, as `Terms.rooms` names it.
        today: what a day without a year is near to.

    Raises:
        TermsNotUnderstood: it says no such thing, or a part of it does not: nothing is guessed.
    """
    text = " ".join(typed.split())
    starts = list(_PARTS.finditer(text))
    if not starts or starts[0].start():
        raise TermsNotUnderstood(Misunderstood.NOTHING)
    ends = [found.start() for found in starts[1:]] + [len(text)]
    for found, end in zip(starts, ends, strict=True):
        part = text[found.end() : end].strip(" ,;.")
        part = part.removesuffix(" en")
        if found["about"].casefold() == "voor":
            terms = replace(terms, rooms=_rooms(part, room))
        else:
            days = _days(part, today)
            terms = replace(terms, valid_from=days.first, valid_until=days.last)
    return terms


def _rooms(text: str, here: str) -> frozenset[str] | None:
    if _EVERYONE.fullmatch(text):
        return None
    with_this = _HERE.sub(here, text)
    rooms = [room for room in _BETWEEN_ROOMS.split(with_this) if room]
    if not rooms or not all(room == here or ROOM.fullmatch(room) for room in rooms):
        raise TermsNotUnderstood(Misunderstood.ROOMS)
    return frozenset(rooms)


def _days(text: str, today: date) -> _Days:
    if _ALWAYS.fullmatch(text):
        return _Days()
    try:
        days = _all_bounds(text, today)
    except (ValueError, OverflowError) as error:
        raise TermsNotUnderstood(Misunderstood.DAYS) from error
    if days.first and days.last and days.last < days.first:
        raise TermsNotUnderstood(Misunderstood.ORDER)
    return days


def _all_bounds(text: str, today: date) -> _Days:
    days, at, named = _Days(), 0, 0
    while at < len(text):
        preposition, at = _preposition(text, at)
        filler = _FILLER.match(text, at)
        if filler:
            at = _after(text, filler.end())
            continue
        found = _period_at(text, at, today)
        if found is None:
            raise ValueError("no day")
        period, end = found
        days = _bounded(days, period, preposition)
        at = _after(text, end)
        named += 1
    if not named:
        raise ValueError("no day")
    return days


def _preposition(text: str, at: int) -> tuple[re.Pattern[str] | None, int]:
    for form in (_FROM, _UP_TO_AND_WITH, _UP_TO, _IN):
        found = form.match(text, at)
        if found:
            return form, _after(text, found.end())
    return None, at


def _bounded(days: _Days, period: Period, preposition: re.Pattern[str] | None) -> _Days:
    if period.first is None or period.last is None:
        raise ValueError("no bounds")
    if preposition is _UP_TO_AND_WITH:
        return replace(days, last=period.last)
    if preposition is _UP_TO:
        return replace(days, last=period.first - timedelta(days=1))
    if preposition is _FROM:
        return replace(days, first=period.first)
    if days.first is not None:
        raise ValueError("two beginnings")
    return _Days(period.first, days.last or _end_of(period, days))


def _end_of(period: Period, days: _Days) -> date | None:
    """The last day of a stretch that is named, such as a month; one day alone is where it begins."""
    return days.last if period.first == period.last else period.last


def _period_at(text: str, at: int, today: date) -> tuple[Period, int] | None:
    for form, reading in ((_FROM_NOW_FORM, _from_now), (_DAY_AND_MONTH, _dated), (_DIGITS, _dated)):
        found = form.match(text, at)
        if found:
            day = reading(found, today)
            return Period(day, day), found.end()
    return period_at(text, at, today)


def _from_now(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_FROM_NOW[found["day"].casefold()])


def _dated(found: re.Match[str], today: date) -> date:
    month = MONTH_NUMBERS.get(found["month"].casefold()) or int(found["month"])
    day = int(found["day"])
    if found["year"]:
        return date(int(found["year"]) % 100 + _CENTURY, month, day)
    return min(_in_years_around(today.year, month, day), key=lambda one: abs(one - today))


def _in_years_around(year: int, month: int, day: int) -> Iterator[date]:
    """The same day in the years around one; 29 February is not in all of them."""
    found = False
    for one in (year - 1, year, year + 1):
        try:
            yield date(one, month, day)
            found = True
        except ValueError:
            continue
    if not found:
        raise ValueError("no such day")


def _after(text: str, at: int) -> int:
    return at + 1 if at < len(text) and text[at] == " " else at
