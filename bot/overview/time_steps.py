"""Months taken together where they are too many for a picture."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.overview.figures import MonthCount
from bot.wording import overview as words

MOST_STEPS = 13
"""A year, with the same month of the year before."""


@dataclass(frozen=True, slots=True)
class Step:
    """A month, quarter or year: its name, how it is labelled, and how many were reported in it."""

    name: str
    label: str
    knelpunten: int


def time_steps(months: Sequence[MonthCount]) -> tuple[str, list[Step]]:
    """Give a title, and months; or quarters, or the last years, where those before are too many."""
    if len(months) <= MOST_STEPS:
        counts = {one.month: one.knelpunten for one in months}
        return words.BY_MONTH, _steps(counts.items(), words.month, words.short_month)
    quarters: Counter[date] = Counter()
    years: Counter[int] = Counter()
    for one in months:
        quarters[one.month.replace(month=(one.month.month - 1) // 3 * 3 + 1)] += one.knelpunten
        years[one.month.year] += one.knelpunten
    if len(quarters) <= MOST_STEPS:
        return words.BY_QUARTER, _steps(quarters.items(), words.quarter, words.short_quarter)
    return words.BY_YEAR, [Step(f"{year}", f"{year}", count) for year, count in years.items()][-MOST_STEPS:]


def _steps(
    counts: Iterable[tuple[date, int]], name: Callable[[date], str], label: Callable[[date], str]
) -> list[Step]:
    counts = list(counts)
    # The year stands below what begins it, and below the very first where that leaves room.
    below = {day for day, _ in counts if day.month == 1}
    if not any(day in below for day, _ in counts[:2]):
        below |= {day for day, _ in counts[:1]}
    return [
        Step(name(day), f"{label(day)}\n{day.year}" if day in below else label(day), count)
        for day, count in counts
    ]
