"""A day as people type it: "1-6-2027", "1 juni 2027", "1 juni", "over een half jaar" is none."""

import re
from calendar import monthrange
from datetime import date

from bot.overview.period import MONTHS
from bot.overview.period_words import period_at

_WITHOUT_YEAR = re.compile(r"(\d\d?)(?:[-/.]| (?=[a-z]))(\d\d?|[a-z]+)\.?", re.IGNORECASE)
_DOTS = re.compile(r"(?<=\d)\.(?=\d)")
HALF_A_YEAR = 6


def read_day(typed: str, today: date) -> date | None:
    """Read a day; None where it names none.

    A month or a year stands for its first day, and a day without a year for the first one after today.

    Args:
        typed: the day.
        today: what is counted from.
    """
    text = _DOTS.sub("-", " ".join(typed.split())).strip(" .")
    candidates = [text]
    if _WITHOUT_YEAR.fullmatch(text):
        separator = " " if " " in text else "-"
        candidates = [f"{text}{separator}{year}" for year in (today.year, today.year + 1)]
    days = [day for candidate in candidates if (day := _first_day(candidate, today))]
    return next((day for day in days if day > today), days[-1] if days else None)


def half_a_year_later(today: date) -> date:
    """Give the day half a year later, or the last one of that month where it has no such day."""
    months = today.year * MONTHS + today.month - 1 + HALF_A_YEAR
    year, month = months // MONTHS, months % MONTHS + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _first_day(text: str, today: date) -> date | None:
    try:
        found = period_at(text, 0, today)
    except (ValueError, OverflowError):
        return None
    if found is None or found[1] != len(text):
        return None
    return found[0].first
