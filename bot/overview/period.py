"""A stretch of days, as the calendar in the Netherlands has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = 12
_HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from the first to the last, both included; None for no bound."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        """Whether a day falls in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an overview is asked of.

    Attributes:
        period: in which the knelpunten were reported.
        organisation: words in the name of the organisation that reported or supports them, or ``""``.
    """

    period: Period = Period()
    organisation: str = ""


def day_here(moment: datetime) -> date:
    """Give the day of a moment."""
    return moment.astimezone(_HERE).date()


def months_between(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from that of one day to that of another."""
    for month in range(_ordinal(first), _ordinal(last) + 1):
        yield date(month // MONTHS, month % MONTHS + 1, 1)


def _ordinal(day: date) -> int:
    return day.year * MONTHS + day.month - 1
