"""The figures of an overview, from the knelpunten and what happened to them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.knelpunten.history import Event
from bot.knelpunten.organisations import organisation_key, usual_spellings
from bot.knelpunten.report import Cause, Knelpunt, Status
from bot.overview.groups import Group, groups_of
from bot.overview.organisations import is_of, organisations_of
from bot.overview.pace import Pace, pace_of_first_response, pace_of_result
from bot.overview.period import Wanted, day_here, months_between


@dataclass(frozen=True, slots=True)
class Case:
    """A knelpunt, what happened to it (oldest first), and what it is about."""

    knelpunt: Knelpunt
    events: Sequence[Event]
    theme: str


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many knelpunten are about a theme."""

    theme: str
    knelpunten: int


@dataclass(frozen=True, slots=True)
class OrganisationCount:
    """How many knelpunten an organisation reported, and how many of others it has too.

    Attributes:
        name: as most people spell it; ``""`` of those who named none.
        reported: how many it reported.
        supported: how many of others it joined.
    """

    name: str
    reported: int
    supported: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many knelpunten were reported in the month that begins on a day."""

    month: date
    knelpunten: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Knelpunten that were reported in a period, as they stand now.

    Attributes:
        wanted: the period and the organisation.
        made_on: the day in the Netherlands on which it was made.
        total: how many there are; those by status, by theme and by month are as many together, and what the
            organisations reported is.
        by_status: every status, in the order in which it is reached.
        by_theme: most first.
        by_organisation: most first; whoever reported or supports one of them.
        by_month: oldest first, also the months without any since the very first report.
        first_response: how long until something was done with it.
        result: how long until it was solved or closed.
        groups: what belongs together and has one of these in it, largest first; with those outside the period
            and of other organisations.
    """

    wanted: Wanted
    made_on: date
    total: int
    by_status: tuple[tuple[Status, int], ...]
    by_theme: tuple[ThemeCount, ...]
    by_organisation: tuple[OrganisationCount, ...]
    by_month: tuple[MonthCount, ...]
    first_response: Pace
    result: Pace
    groups: tuple[Group, ...]


def overview_of(cases: Sequence[Case], wanted: Wanted, today: date) -> Overview:
    """Count.

    Args:
        cases: all that are kept, so that groups are whole.
        wanted: which of them are counted.
        today: the day in the Netherlands.
    """
    counted = [
        case
        for case in cases
        if day_here(case.knelpunt.reported_at) in wanted.period and is_of(case.knelpunt, wanted.organisation)
    ]
    knelpunten = [case.knelpunt for case in counted]
    numbers = {knelpunt.number for knelpunt in knelpunten}
    statuses = Counter(knelpunt.status for knelpunt in knelpunten)
    themes = Counter(_theme(case.theme) for case in counted)
    return Overview(
        wanted=wanted,
        made_on=today,
        total=len(counted),
        by_status=tuple((status, statuses[status]) for status in Status),
        by_theme=tuple(
            ThemeCount(theme, count)
            for theme, count in sorted(themes.items(), key=lambda item: (-item[1], item[0]))
        ),
        by_organisation=_by_organisation(knelpunten),
        by_month=_by_month(cases, knelpunten, wanted, today),
        first_response=pace_of_first_response((case.knelpunt, case.events) for case in counted),
        result=pace_of_result(knelpunten),
        groups=tuple(
            group
            for group in groups_of(case.knelpunt for case in cases)
            if not numbers.isdisjoint(group.numbers)
        ),
    )


def _theme(theme: str) -> str:
    """Everybody's own words would each be a theme."""
    return Cause.OTHER.value if theme.startswith(f"{Cause.OTHER}: ") else theme


def _by_organisation(knelpunten: Sequence[Knelpunt]) -> tuple[OrganisationCount, ...]:
    reported: Counter[str] = Counter()
    supported: Counter[str] = Counter()
    for knelpunt in knelpunten:
        reporter, *others = map(organisation_key, organisations_of(knelpunt))
        reported[reporter] += 1
        supported.update(set(others) - {reporter, ""})
    spelled = usual_spellings(name for knelpunt in knelpunten for name in organisations_of(knelpunt))
    counts = [
        OrganisationCount(spelled.get(key, ""), reported[key], supported[key])
        for key in reported.keys() | supported.keys()
    ]
    return tuple(
        sorted(counts, key=lambda count: (-count.reported - count.supported, -count.reported, count.name))
    )


def _by_month(
    cases: Iterable[Case], knelpunten: Sequence[Knelpunt], wanted: Wanted, today: date
) -> tuple[MonthCount, ...]:
    if not knelpunten:
        return ()
    days = [day_here(knelpunt.reported_at) for knelpunt in knelpunten]
    very_first = min(day_here(case.knelpunt.reported_at) for case in cases)
    first = max(very_first, wanted.period.first or very_first)
    last = max(*days, min(today, wanted.period.last or today))
    counts = Counter(day.replace(day=1) for day in days)
    return tuple(MonthCount(month, counts[month]) for month in months_between(first, last))
