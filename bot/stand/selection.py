"""Which knelpunten an organisation tells of in the letter about a year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.knelpunten.history import Event, EventKind
from bot.knelpunten.organisations import (
    nearest_organisations,
    organisation_key,
    usual_spellings,
)
from bot.knelpunten.report import Knelpunt, Support
from bot.stand.impersonal import impersonal_event, impersonal_knelpunt, impersonal_line, impersonal_support
from bot.workflow.pillar import merged_target

History = tuple[Knelpunt, Sequence[Event]]
"""A knelpunt, and what happened to it, oldest first."""

_LONGEST_NAME = 100
_HERE = ZoneInfo("Europe/Amsterdam")


class OrganisationUnknown(Exception):
    """No organisation of that name reported or supports a knelpunt.

    Attributes:
        organisation: the name, without personal data.
        nearest: the names that may be meant, the nearest first.
    """

    def __init__(self, organisation: str, nearest: tuple[str, ...]) -> None:
        super().__init__(organisation)
        self.organisation = organisation
        self.nearest = nearest


class NothingReported(Exception):
    """An organisation reported and supported nothing in a year.

    Attributes:
        organisation: its name.
        year: the year.
        years: the years in which it did, the last first.
    """

    def __init__(self, organisation: str, year: int, years: tuple[int, ...]) -> None:
        super().__init__(f"{organisation} {year}")
        self.organisation = organisation
        self.year = year
        self.years = years


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A knelpunt of the letter, without personal data.

    Attributes:
        knelpunt: as it stands.
        events: what happened to it.
        merged: the knelpunten of the organisation itself that were merged into it.
        supports: what the organisation itself said of it in the year, where it supports it.
        organisations: who has it, each once, as most people spell it.
        reports: how often the organisation itself told of it in the year.
        support_count: how often anybody joined it, or one that was merged into it.
    """

    knelpunt: Knelpunt
    events: tuple[Event, ...]
    merged: tuple[Knelpunt, ...]
    supports: tuple[Support, ...]
    organisations: tuple[str, ...]
    reports: int
    support_count: int


@dataclass(frozen=True, slots=True)
class Selection:
    """What a letter is made of.

    Attributes:
        organisation: its name, as most people spell it.
        entries: its knelpunten, in order of number.
    """

    organisation: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """That somebody reported or joined a knelpunt."""

    organisation: str
    year: int
    number: str
    support: Support | None


def select(histories: Sequence[History], organisation: str, year: int) -> Selection:
    """Choose what an organisation reported or joined in a year.

    What was merged counts as what it was merged into, once.

    Args:
        histories: all knelpunten.
        organisation: however it is spelled.
        year: as the calendar in the Netherlands has it.

    Raises:
        OrganisationUnknown: nobody of that organisation ever reported or joined anything.
        NothingReported: they did, but not in that year.
    """
    by_number = {knelpunt.number: knelpunt for knelpunt, _ in histories}
    told = [one for history in histories for one in _told(*history)]
    key = organisation_key(organisation)
    own = [one for one in told if key and organisation_key(one.organisation) == key]
    spellings = usual_spellings(one.organisation for one in told)
    spellings = {known: impersonal_line(spelled) for known, spelled in spellings.items()}
    if not own:
        raise OrganisationUnknown(
            impersonal_line(organisation)[:_LONGEST_NAME],
            nearest_organisations(organisation, spellings.values()),
        )
    name = spellings[key]
    in_year: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in own:
        if one.year == year:
            in_year[merged_target(one.number, by_number)].append(one)
    if not in_year:
        raise NothingReported(name, year, tuple(sorted({one.year for one in own}, reverse=True)))
    groups: defaultdict[str, list[History]] = defaultdict(list)
    for history in histories:
        groups[merged_target(history[0].number, by_number)].append(history)
    return Selection(
        name, tuple(_entry(number, groups[number], in_year[number], spellings) for number in sorted(in_year))
    )


def _told(knelpunt: Knelpunt, events: Sequence[Event]) -> Iterator[_Told]:
    yield _Told(knelpunt.report.organisation, _year(knelpunt.reported_at), knelpunt.number, None)
    for event in events:
        if event.kind is EventKind.SUPPORTED:
            support = Support(**event.data)
            yield _Told(support.organisation, _year(event.at), knelpunt.number, support)


def _entry(
    number: str, group: Sequence[History], own: Sequence[_Told], spellings: Mapping[str, str]
) -> Entry:
    by_number = {knelpunt.number: (knelpunt, events) for knelpunt, events in group}
    target, events = by_number[number]
    reported = [one.number for one in own if one.support is None]
    supports = [support for knelpunt, _ in group for support in knelpunt.supports]
    having = dict.fromkeys(
        (
            organisation_key(target.report.organisation),
            *(organisation_key(knelpunt.report.organisation) for knelpunt, _ in group),
            *(organisation_key(support.organisation) for support in supports),
        )
    )
    return Entry(
        knelpunt=impersonal_knelpunt(target),
        events=tuple(map(impersonal_event, events)),
        merged=tuple(impersonal_knelpunt(by_number[one][0]) for one in reported if one != number),
        supports=tuple(impersonal_support(one.support) for one in own if one.support),
        organisations=tuple(spellings[known] for known in having if known in spellings),
        reports=len(own),
        support_count=len(supports),
    )


def _year(moment: datetime) -> int:
    return moment.astimezone(_HERE).year
