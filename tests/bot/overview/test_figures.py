from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Knelpunt, Status, Support
from bot.overview.figures import Case, MonthCount, OrganisationCount, ThemeCount, overview_of
from bot.overview.groups import groups_of
from bot.overview.period import Period, Wanted, day_here
from tests.bot.overview.samples import TODAY, case, changed, knelpunt

NEW_YEAR = datetime(2026, 1, 1, 12, tzinfo=UTC)
SYSTEM_START = datetime(2024, 1, 1, tzinfo=UTC)
NAMES = st.sampled_from(["UWV", "uwv", "SVB", "Gemeente Zwolle", "Gemeente Almere", "!", ""])
NUMBERS = [f"KP-2026-{rank:04d}" for rank in range(1, 9)]
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=1094)).map(lambda later: SYSTEM_START + later)
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1))


@st.composite
def any_case(draw: st.DrawFn, number: str) -> Case:
    reported_at = draw(MOMENTS)
    one = knelpunt(
        number,
        organisation=draw(NAMES),
        status=draw(st.sampled_from(Status)),
        reported_at=reported_at,
        since=reported_at + draw(st.timedeltas(timedelta(0), timedelta(days=400))),
        merged_into=draw(st.none() | st.sampled_from(NUMBERS)),
        supports=tuple(Support(organisation=name) for name in draw(st.lists(NAMES, max_size=3))),
        related=tuple(draw(st.lists(st.sampled_from(NUMBERS), max_size=2))),
    )
    waits = draw(st.lists(st.timedeltas(timedelta(0), timedelta(days=400)), max_size=3))
    kinds = st.sampled_from(EventKind)
    roles = st.none() | st.sampled_from(Role)
    events = [changed(reported_at + wait, draw(kinds), draw(roles)) for wait in sorted(waits)]
    return case(one, *events, theme=draw(st.sampled_from(["a", "b", "anders: c", "anders: d"])))


CASES = st.integers(0, len(NUMBERS)).flatmap(lambda many: st.tuples(*map(any_case, NUMBERS[:many])))


@given(CASES, DAYS, DAYS, NAMES)
def test_sums_agree(
    cases: tuple[Case, ...], first: date | None, last: date | None, organisation: str
) -> None:
    overview = overview_of(cases, Wanted(Period(first, last), organisation), TODAY)

    assert sum(count for _, count in overview.by_status) == overview.total
    assert sum(count.knelpunten for count in overview.by_theme) == overview.total
    assert sum(count.knelpunten for count in overview.by_month) == overview.total
    assert sum(count.reported for count in overview.by_organisation) == overview.total
    for pace in (overview.first_response, overview.result):
        assert pace.reached + pace.waiting <= overview.total
        assert (pace.median is None) == (pace.reached == 0)
        assert pace.median is None or pace.median >= timedelta(0)
    assert len({count.month for count in overview.by_month}) == len(overview.by_month)
    assert len({count.name for count in overview.by_organisation}) == len(overview.by_organisation)


@given(CASES)
def test_months_and_years_add_up_to_all(cases: tuple[Case, ...]) -> None:
    years = [Wanted(Period(date(year, 1, 1), date(year, 12, 31))) for year in (2023, 2024, 2025, 2026, 2027)]

    assert sum(overview_of(cases, wanted, TODAY).total for wanted in years) == len(cases)


@given(CASES)
def test_each_knelpunt_is_in_one_group_at_most(cases: tuple[Case, ...]) -> None:
    numbers = [number for group in groups_of(one.knelpunt for one in cases) for number in group.numbers]

    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= {one.knelpunt.number for one in cases}


def test_a_late_evening_in_december_is_the_new_year_in_the_netherlands() -> None:
    late = case(knelpunt(reported_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC)))

    overview = overview_of([late], Wanted(Period(date(2026, 1, 1), date(2026, 1, 31))), TODAY)

    assert overview.total == 1
    assert day_here(late.knelpunt.reported_at) == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("organisation", "found"), [("ind", 1), ("zwolle", 1), ("Gemeente", 2), ("!", 0), ("", 4)]
)
def test_an_organisation_is_found_by_whole_words(organisation: str, found: int) -> None:
    names = ("IND", "Gemeente Eindhoven", "Gemeente Zwolle", "UWV")
    cases = [case(knelpunt(f"KP-2026-{rank:04d}", organisation=name)) for rank, name in enumerate(names)]

    assert overview_of(cases, Wanted(organisation=organisation), TODAY).total == found


def test_an_organisation_has_what_it_reported_and_what_it_joined() -> None:
    joined = knelpunt(
        supports=(Support(organisation="svb"), Support(organisation="uwv"), Support(organisation="SVB"))
    )
    cases = [case(joined), case(knelpunt("KP-2026-0002", organisation="SVB"))]

    counts = overview_of(cases, Wanted(organisation="SVB"), TODAY).by_organisation

    assert counts == (OrganisationCount("SVB", 1, 1), OrganisationCount("UWV", 1, 0))


def test_what_is_in_own_words_is_one_theme() -> None:
    cases = [
        case(knelpunt(NUMBERS[0]), theme="anders: taal"),
        case(knelpunt(NUMBERS[1]), theme="anders: gewoonte"),
    ]

    assert overview_of(cases, Wanted(), TODAY).by_theme == (ThemeCount("anders", 2),)


def test_months_without_any_are_there_but_not_before_the_first_nor_after_today() -> None:
    months = [(2025, 11), (2026, 1), (2026, 3)]
    cases = [
        case(knelpunt(number, reported_at=datetime(*month, 5, tzinfo=UTC)))
        for number, month in zip(NUMBERS, months, strict=False)
    ]

    overview = overview_of(cases, Wanted(Period(date(2026, 1, 1), date(2026, 12, 31))), date(2026, 4, 2))

    assert overview.by_month == tuple(
        MonthCount(date(2026, month, 1), count) for month, count in ((1, 1), (2, 0), (3, 1), (4, 0))
    )


def test_a_response_is_of_somebody_else() -> None:
    remarked = changed(NEW_YEAR + timedelta(days=1), EventKind.REMARKED, Role.REPORTER)
    withdrawn = changed(NEW_YEAR + timedelta(days=2), by=Role.REPORTER)
    asked = changed(NEW_YEAR + timedelta(days=4), EventKind.ASKED)
    forgotten = changed(NEW_YEAR + timedelta(days=6), by=None)

    pace = overview_of(
        [
            case(knelpunt(NUMBERS[0]), remarked, withdrawn, asked, forgotten),
            case(knelpunt(NUMBERS[1]), remarked, forgotten),
            case(knelpunt(NUMBERS[2]), remarked),
            case(knelpunt(NUMBERS[3], status=Status.CLOSED), withdrawn),
        ],
        Wanted(),
        TODAY,
    ).first_response

    assert (pace.median, pace.reached, pace.waiting) == (timedelta(days=5), 2, 1)


def test_what_was_opened_again_waits_for_a_result_and_what_was_merged_does_not() -> None:
    solved, reopened, merged = (
        knelpunt(number, status=status, since=NEW_YEAR + timedelta(days=10))
        for number, status in zip(NUMBERS, (Status.SOLVED, Status.IN_PROGRESS, Status.MERGED), strict=False)
    )

    pace = overview_of([case(solved), case(reopened), case(merged)], Wanted(), TODAY).result

    assert (pace.median, pace.reached, pace.waiting) == (timedelta(days=10), 1, 1)


def test_a_group_is_whole_also_where_the_period_has_only_part_of_it() -> None:
    alike = knelpunt(NUMBERS[1], organisation="SVB", related=(NUMBERS[0],))
    merged = knelpunt(
        NUMBERS[2], merged_into=NUMBERS[1], status=Status.MERGED, supports=(Support(organisation="CAK"),)
    )
    alone = knelpunt(NUMBERS[3], organisation="CBR")
    old = knelpunt(NUMBERS[0], reported_at=datetime(2025, 5, 1, tzinfo=UTC))
    cases = [case(one) for one in (alike, merged, alone, old)]

    (group,) = overview_of(cases, Wanted(Period(date(2026, 1, 1))), TODAY).groups

    assert (group.numbers, group.organisations) == (tuple(NUMBERS[:3]), 3)


def test_groups_of_more_organisations_come_first() -> None:
    def group(first: int, *organisations: str) -> list[Knelpunt]:
        return [
            knelpunt(NUMBERS[first + rank], organisation=name, related=(NUMBERS[first],))
            for rank, name in enumerate(organisations)
        ]

    groups = groups_of([*group(0, "UWV", "UWV", "SVB"), *group(3, "CAK", "CBR", "IND")])

    assert [group.organisations for group in groups] == [3, 2]
