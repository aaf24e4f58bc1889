"""What there is for those who treat knelpunten: nothing twice, and nothing that is not for them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.history import Event, EventKind, Role, knelpunt_after
from bot.knelpunten.report import Status, Support
from bot.permissions import Grant, may_treat
from bot.permissions import Role as ProgrammeRole
from bot.rendering.plain import render
from bot.storage.recording import reported
from bot.wording.digest import ALL as ALL_OF
from bot.workflow.digest import Case, Digest, Heading, Treater, digest_for
from bot.workflow.digest_reply import MOST_SHOWN, digest_reply
from bot.workflow.filtering import Wanted, read_wanted
from bot.workflow.routing import Account, Rule, route
from tests.bot.storage.samples import report

MONDAY = datetime(2026, 1, 5, 7, tzinfo=UTC)
DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY
HOUR = timedelta(hours=1)
HANNA, BRAM = Account("test", "hanna"), Account("test", "bram")
ALL = Grant(ProgrammeRole.HANDLER)
OF_UWV = Grant(ProgrammeRole.HANDLER, organisations=("UWV",))
DIRECTORATE = Grant(ProgrammeRole.DIRECTORATE)
NUMBER = "KP-2026-0001"


def treater(*grants: Grant, account: Account = HANNA, since: datetime = MONDAY) -> Treater:
    return Treater(frozenset({account}), grants or (ALL,), since)


def event(kind: EventKind, at: datetime, by: Role | None = None, **data: Any) -> Event:
    return Event(at, kind, by, data)


def received(at: datetime = MONDAY + HOUR, organisation: str = "Gemeente Almere") -> Event:
    told = report(organisation=organisation)
    return Event(at, EventKind.REPORTED, Role.REPORTER, reported(told))


def taken(at: datetime) -> Event:
    return event(EventKind.CHANGED, at, Role.HANDLER, status=Status.IN_PROGRESS, why="")


def asked(at: datetime) -> Event:
    return event(EventKind.ASKED, at, Role.HANDLER, status=Status.ASKED, text="Hoe vaak?")


def answered(at: datetime) -> Event:
    return event(EventKind.ANSWERED, at, Role.REPORTER, status=Status.IN_PROGRESS, text="Elke week.")


def solved(at: datetime) -> Event:
    return event(EventKind.CHANGED, at, Role.HANDLER, status=Status.SOLVED, why="")


def not_solved(at: datetime) -> Event:
    return event(EventKind.CHANGED, at, Role.SUPPORTER, status=Status.IN_PROGRESS, why="")


def joined(at: datetime, organisation: str = "UWV") -> Event:
    return event(EventKind.SUPPORTED, at, Role.SUPPORTER, **asdict(Support(organisation=organisation)))


def case(
    *events: Event, number: str = NUMBER, by: Sequence[Account] = (), rules: Sequence[Rule] = ()
) -> Case:
    knelpunt = knelpunt_after(number, events)
    return Case(
        knelpunt=knelpunt,
        history=events,
        route=route(knelpunt.report, rules),
        treated_by=frozenset(by),
    )


def headings(
    *cases: Case, to: Treater | None = None, others: Sequence[Treater] = (), **until: Any
) -> list[str]:
    to = to or treater()
    return [*digest_for(to, [to, *others], cases, until.get("until", TUESDAY))]


def test_what_is_new_is_told_to_who_may_treat_it() -> None:
    assert headings(case(received())) == [Heading.NEW]
    assert headings(case(received()), to=treater(OF_UWV)) == []
    assert headings(case(received(organisation="UWV")), to=treater(OF_UWV)) == [Heading.NEW]


def test_what_the_rules_assign_to_somebody_is_told_them_as_that() -> None:
    assigned = case(received(), rules=[Rule(name="alles", handler=HANNA)])

    assert headings(assigned) == [Heading.ASSIGNED]
    assert headings(assigned, to=treater(account=BRAM)) == [Heading.NEW]
    assert headings(assigned, to=treater(OF_UWV)) == []


def test_it_is_new_to_somebody_when_an_organisation_of_theirs_joins() -> None:
    joined_later = case(received(MONDAY - 9 * DAY), joined(MONDAY + HOUR))

    assert headings(joined_later, to=treater(OF_UWV)) == [Heading.NEW]
    assert headings(joined_later, to=treater(ALL)) == []


def test_what_somebody_has_taken_is_new_to_nobody() -> None:
    assert headings(case(received(), taken(MONDAY + 2 * HOUR), by=[BRAM])) == []


def test_an_answer_is_told_to_who_treats_the_knelpunt() -> None:
    bram = treater(account=BRAM)
    told = case(received(MONDAY - DAY), asked(MONDAY), answered(MONDAY + HOUR), by=[HANNA])

    assert headings(told, others=[bram]) == [Heading.ANSWERED]
    assert headings(told, to=bram, others=[treater()]) == []


def test_where_nobody_treats_it_any_more_it_is_told_to_all_who_may() -> None:
    told = case(received(MONDAY - DAY), asked(MONDAY), answered(MONDAY + HOUR), by=[BRAM])
    no_longer = treater(OF_UWV, account=BRAM)

    assert headings(told, others=[no_longer]) == [Heading.ANSWERED]
    assert headings(told, to=no_longer, others=[treater()]) == []


def test_an_answer_with_which_somebody_went_on_is_not_told() -> None:
    events = received(MONDAY - DAY), asked(MONDAY), answered(MONDAY + HOUR), asked(MONDAY + 2 * HOUR)

    assert headings(case(*events, by=[HANNA])) == []


def test_what_the_reporter_opened_again_is_told_and_what_another_treater_did_is_not() -> None:
    before = received(MONDAY - 9 * DAY), solved(MONDAY - DAY)

    assert headings(case(*before, not_solved(MONDAY + HOUR), by=[HANNA])) == [Heading.REOPENED]
    assert headings(case(*before, taken(MONDAY + HOUR), by=[HANNA])) == []


def test_a_question_is_told_once_when_it_has_waited_for_a_week() -> None:
    waiting = case(received(MONDAY - 9 * DAY), asked(MONDAY + HOUR), by=[HANNA])

    told = [
        headings(waiting, to=treater(since=MONDAY + day * DAY), until=MONDAY + (day + 1) * DAY)
        for day in range(20)
    ]

    assert told == [[]] * 7 + [[Heading.UNANSWERED]] + [[]] * 12


def test_a_lesson_that_waits_is_told_to_the_directorate_until_it_decides() -> None:
    learned = event(EventKind.LEARNED, MONDAY + HOUR, Role.HANDLER, text="Vraag niet wat je al weet.")
    declined = event(EventKind.DECLINED, MONDAY + 2 * HOUR, Role.HANDLER, text="Vraag niet wat je al weet.")
    before = received(MONDAY - 9 * DAY), solved(MONDAY - DAY)

    assert headings(case(*before, learned), to=treater(DIRECTORATE)) == [Heading.LESSON]
    assert headings(case(*before, learned, by=[HANNA])) == []
    assert headings(case(*before, learned, declined), to=treater(DIRECTORATE)) == []


def test_what_came_before_or_comes_after_is_not_told() -> None:
    assert headings(case(received(MONDAY))) == [Heading.NEW]
    assert headings(case(received(MONDAY - timedelta(seconds=1)))) == []
    assert headings(case(received(TUESDAY))) == []


def test_under_a_heading_stand_the_first_five_and_how_many_more_there_are() -> None:
    def said(count: int) -> str:
        cases = [case(received(), number=f"KP-2026-{rank:04}") for rank in range(1, count + 1)]
        return render(digest_reply(digest_for(treater(), [treater()], cases, TUESDAY)))

    assert "KP-2026-0005: Brief komt te laat (Gemeente Almere)" in said(12)
    assert "KP-2026-0006" not in said(12)
    assert "En nog 7 andere; typ /knelpunten ontvangen." in said(12)
    assert "En nog 1 ander; typ" in said(6)
    assert "En nog" not in said(MOST_SHOWN)


@pytest.mark.parametrize("heading", [one for one in Heading if one is not Heading.LESSON])
def test_the_command_that_shows_all_shows_what_stands_under_the_heading(heading: Heading) -> None:
    stands = {
        Heading.ANSWERED: Status.IN_PROGRESS,
        Heading.REOPENED: Status.IN_PROGRESS,
        Heading.UNANSWERED: Status.ASKED,
    }

    wanted = read_wanted(ALL_OF[heading].removeprefix("/knelpunten"), [], [])

    assert wanted == Wanted(statuses=frozenset({stands.get(heading, Status.RECEIVED)}))


STEPS = {
    "joined": joined,
    "taken": taken,
    "asked": asked,
    "answered": answered,
    "solved": solved,
    "not_solved": not_solved,
}
ORGANISATIONS = st.sampled_from(["UWV", "Gemeente Almere", "SVB"])
GRANTS = st.builds(
    Grant,
    st.sampled_from(ProgrammeRole),
    organisations=st.lists(ORGANISATIONS, max_size=2, unique=True).map(tuple),
    themes=st.lists(st.sampled_from(["werkproces", "ICT"]), max_size=1).map(tuple),
)


@st.composite
def cases(draw: st.DrawFn, number: str) -> Case:
    hours = draw(st.lists(st.integers(-400, 400), min_size=1, max_size=6).map(sorted))
    first, *later = [MONDAY + hour * HOUR for hour in hours]
    steps = [STEPS[draw(st.sampled_from(sorted(STEPS)))](moment) for moment in later]
    by = draw(st.lists(st.sampled_from([HANNA, BRAM]), unique=True))
    rules = draw(st.sampled_from([(), (Rule(name="alles", handler=HANNA),)]))
    return case(received(first, draw(ORGANISATIONS)), *steps, number=number, by=by, rules=rules)


MANY = st.tuples(*(cases(f"KP-2026-{rank:04}") for rank in range(1, 4)))
PEOPLE = st.tuples(
    *(
        st.builds(
            Treater, st.just(frozenset({account})), st.lists(GRANTS, max_size=2).map(tuple), st.just(MONDAY)
        )
        for account in (HANNA, BRAM)
    )
).map(list)


def told_of(digest: Digest) -> Counter[tuple[str, str]]:
    return Counter((heading, knelpunt.number) for heading, found in digest.items() for knelpunt in found)


@given(MANY, PEOPLE)
def test_nobody_hears_of_a_knelpunt_that_they_may_not_treat(
    found: Sequence[Case], people: list[Treater]
) -> None:
    for one in people:
        digest = digest_for(one, people, found, MONDAY + 100 * DAY)

        themes = {each.knelpunt.number: each.route.theme for each in found}
        for knelpunten in digest.values():
            assert all(may_treat(each, themes[each.number], one.grants) for each in knelpunten)


@given(MANY, PEOPLE, st.lists(st.integers(0, 40), min_size=2, max_size=10).map(sorted))
def test_told_day_after_day_each_thing_is_told_once(
    found: Sequence[Case], people: list[Treater], days: list[int]
) -> None:
    one = people[0]
    moments = [MONDAY + day * DAY for day in days]

    told: Counter[tuple[str, str]] = Counter()
    for since, until in pairwise(moments):
        told += told_of(digest_for(replace(one, told_until=since), people, found, until))

    assert told == told_of(digest_for(replace(one, told_until=moments[0]), people, found, moments[-1]))
    assert set(told.values()) <= {1}


@given(MANY, PEOPLE)
def test_what_waits_for_somebody_is_told_to_somebody_who_may_treat_it(
    found: Sequence[Case], people: list[Treater]
) -> None:
    everyone = [*people, treater(account=Account("test", "eva"))]

    told = Counter[tuple[str, str]]()
    for one in everyone:
        told += told_of(
            digest_for(replace(one, told_until=MONDAY - 99 * DAY), everyone, found, MONDAY + 99 * DAY)
        )

    waiting = {
        each.knelpunt.number for each in found if each.knelpunt.status in {Status.RECEIVED, Status.ASKED}
    }
    assert waiting <= {number for _, number in told}
