"""The letter, made of what people reported."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.stand.items import item_of
from bot.stand.letter import Letter, Section, Table
from bot.stand.selection import Entry, History, Selection, select
from bot.wording import stand as words
from bot.workflow.routing import Route, Rule, route
from index.words import words as words_of


@dataclass(frozen=True, slots=True)
class _Routed:
    entry: Entry
    route: Route


def draft_letter(
    histories: Sequence[History], organisation: str, year: int, rules: Sequence[Rule], now: datetime
) -> Letter:
    """Draft the Stand van de Uitvoering of an organisation.

    Args:
        histories: all knelpunten, with what happened to them.
        organisation: however it is spelled.
        year: of the knelpunten, as the calendar in the Netherlands has it.
        rules: what themes there are, and whom in the driehoek is asked something.
        now: when it is drafted.

    Raises:
        OrganisationUnknown: nobody of that organisation ever reported or joined anything.
        NothingReported: they did, but not in that year.
    """
    selection = select(histories, organisation, year)
    by_theme: defaultdict[str, list[_Routed]] = defaultdict(list)
    for entry in selection.entries:
        routed = _Routed(entry, route(entry.knelpunt.report, rules))
        by_theme[routed.route.theme].append(routed)
    themes = dict(sorted(by_theme.items(), key=lambda theme: (-len(theme[1]), theme[0].casefold())))
    name = selection.organisation
    told = sum(entry.reports for entry in selection.entries)
    return Letter(
        title=words.TITLE.format(year=year, organisation=name),
        running_title=words.RUNNING_TITLE.format(year=year, organisation=name),
        made=words.made(now, told),
        warning=words.WARNING.format(organisation=name),
        introduction_heading=words.INTRODUCTION,
        introduction=_introduction(
            selection, year, told, {theme: len(found) for theme, found in themes.items()}
        ),
        sections=tuple(_section(theme, found, name) for theme, found in themes.items()),
        annex_heading=words.ANNEX,
        annex=_annex([routed for found in themes.values() for routed in found]),
        file_name=words.FILE_NAME.format(year=year, organisation="-".join(words_of(name))[:60]),
        made_at=now,
    )


def _introduction(selection: Selection, year: int, told: int, themes: dict[str, int]) -> tuple[str, ...]:
    shared = sum(len(entry.organisations) > 1 for entry in selection.entries)
    return (
        words.PURPOSE.format(organisation=selection.organisation, year=year),
        words.contents(len(selection.entries), told, shared, themes),
        words.READING,
    )


def _section(theme: str, found: Iterable[_Routed], organisation: str) -> Section:
    widest_first = sorted(found, key=lambda routed: -len(routed.entry.organisations))
    items = (item_of(routed.entry, organisation, routed.route.addressed) for routed in widest_first)
    return Section(words.capitalised(theme), tuple(items))


def _annex(routed: Sequence[_Routed]) -> tuple[Table, ...]:
    statuses = Counter(one.entry.knelpunt.status.value for one in routed)
    themes = Counter(one.route.theme for one in routed)
    organisations = Counter(name for one in routed for name in one.entry.organisations)
    numbered = sorted(routed, key=lambda one: one.entry.knelpunt.number)
    return (
        _counts(words.BY_STATUS, words.STATUS_COLUMN, statuses, total=len(routed)),
        _counts(words.BY_THEME, words.THEME_COLUMN, themes, total=len(routed)),
        # A knelpunt can have more than one, so these add up to nothing.
        _counts(words.BY_ORGANISATION, words.ORGANISATION_COLUMN, organisations),
        Table(
            words.ALL,
            words.ALL_COLUMNS,
            tuple(
                (
                    one.entry.knelpunt.number,
                    words.capitalised(one.entry.knelpunt.report.title),
                    one.route.theme,
                    one.entry.knelpunt.status.value,
                    len(one.entry.organisations),
                    one.entry.support_count,
                )
                for one in numbered
            ),
        ),
    )


def _counts(heading: str, column: str, counts: Counter[str], total: int | None = None) -> Table:
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0].casefold()))
    if total is not None:
        rows.append((words.TOTAL, total))
    return Table(heading, (column, words.COUNT), tuple(rows))
