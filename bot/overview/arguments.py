"""What people type after `/overzicht`: a period, an organisation, both or nothing."""

import re
from datetime import date

from bot.overview.period import Period, Wanted
from bot.overview.period_words import period_at
from bot.text import clean

_WORD = re.compile(r"\S+")
_TILL = re.compile(r"\btot en met\b|\bt/m\b", re.IGNORECASE)
_FROM = {"vanaf", "sinds"}
_AND_TILL = {"t/m", "-"}
_JOINING = {"van", "over", "voor", "bij", "in", "uit", "de", "het", "en", "organisatie"}
_OF_A_PERIOD = re.compile(
    r"\d{4}\b.*|\d+[-/]\d.*|kwartaal|kwartalen|q\d|maand|maanden|jaar|jaren|week|weken|dag|dagen"
    r"|afgelopen|laatste|vorige?|vanaf|sinds|t/m|tot",
    re.IGNORECASE,
)


class PeriodNotUnderstood(Exception):
    """Words that seem to name a period, but none that can be counted over.

    Attributes:
        typed: the words.
    """

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


def read_wanted(typed: str, today: date) -> Wanted:
    """Read of what period and organisation somebody wants an overview; what they leave out is all.

    Args:
        typed: for instance ``2025 Gemeente Zwolle`` or ``vanaf maart 2026``.
        today: the day in the Netherlands.

    Raises:
        PeriodNotUnderstood: a period is named that is none, or more than one.
    """
    typed = clean(typed.replace(",", " "))
    try:
        parts = _parts(typed, today)
        period, others = _period(parts)
    except (ValueError, OverflowError) as error:
        raise PeriodNotUnderstood(typed) from error
    if any(_OF_A_PERIOD.fullmatch(word) for word in others):
        raise PeriodNotUnderstood(typed)
    return Wanted(period, _organisation(others))


def _parts(typed: str, today: date) -> list[str | Period]:
    """The words, with one period in the place of the words that name it."""
    typed = _TILL.sub("t/m", typed)
    parts: list[str | Period] = []
    place = 0
    while word := _WORD.search(typed, place):
        named = period_at(typed, word.start(), today)
        parts.append(named[0] if named else word[0])
        place = named[1] if named else word.end()
    return parts


def _period(parts: list[str | Period]) -> tuple[Period, list[str]]:
    """One period, of all that is named and the words between, and the words that are left.

    Raises:
        ValueError: what is named is no one period.
    """
    match [(place, part) for place, part in enumerate(parts) if isinstance(part, Period)]:
        case []:
            return Period(), _words(parts)
        case [(place, period)]:
            before = parts[place - 1] if place else ""
            if _begins(before):
                return Period(period.first), _words(parts[: place - 1] + parts[place + 1 :])
            if before == "t/m":
                return Period(last=period.last), _words(parts[: place - 1] + parts[place + 1 :])
            return period, _words(parts)
        case [(place, begin), (other_place, end)] if (
            other_place == place + 2
            and parts[place + 1] in _AND_TILL
            and begin.first
            and end.last
            and begin.first <= end.last
        ):
            kept = [part for part in parts[:place] if not _begins(part)]
            return Period(begin.first, end.last), _words(kept + parts[other_place + 1 :])
    raise ValueError("no one period")


def _begins(part: str | Period) -> bool:
    return isinstance(part, str) and part.lower() in _FROM


def _words(parts: list[str | Period]) -> list[str]:
    return [part for part in parts if isinstance(part, str)]


def _organisation(words: list[str]) -> str:
    while words and words[0].lower() in _JOINING:
        words = words[1:]
    while words and words[-1].lower() in _JOINING:
        words = words[:-1]
    return " ".join(words)
