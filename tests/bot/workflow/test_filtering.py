from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.report import Cause, Knelpunt, Status, Support
from bot.workflow.filtering import OPEN, Wanted, in_order, is_wanted, read_wanted, without_page
from tests.bot.stand.knelpunten import SUMMER, history

ORGANISATIONS = ("UWV", "uwv", "UWV", "Gemeente Zwolle", "Sociale Verzekeringsbank (SVB)")
THEMES = ("vereenvoudiging", "samenwerken in de driehoek")


def read(typed: str) -> Wanted:
    return read_wanted(typed, ORGANISATIONS, THEMES)


def only(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


def one(**told: object) -> Knelpunt:
    return history(1, **told)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", OPEN),
        ("open", OPEN),
        ("UWV", OPEN),
        ("nieuw", only(Status.RECEIVED)),
        ("Nieuwe knelpunten", only(Status.RECEIVED)),
        ("ontvangen", only(Status.RECEIVED)),
        ("in behandeling", only(Status.IN_PROGRESS)),
        ("vraag aan melder", only(Status.ASKED)),
        ("Doorgezet.", only(Status.PASSED_ON)),
        ("doorgezt", only(Status.PASSED_ON)),
        ("doorgezet of versneld", only(Status.PASSED_ON, Status.ACCELERATED)),
        ("afgesloten zonder oplossing", only(Status.CLOSED)),
        ("gesloten", only(Status.SOLVED, Status.CLOSED)),
        ("alles", frozenset(Status)),
    ],
)
def test_a_status_is_read_as_people_type_it(typed: str, expected: frozenset[Status]):
    assert read(typed).statuses == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("uwv", Wanted(organisations=("UWV",))),
        ("van gemeente zwolle", Wanted(organisations=("Gemeente Zwolle",))),
        ("svb", Wanted(organisations=("Sociale Verzekeringsbank (SVB)",))),
        ("over vereenvoudiging", Wanted(themes=("vereenvoudiging",))),
        ("thema samenwerken in de driehoek", Wanted(themes=("samenwerken in de driehoek",))),
        ("ict", Wanted(themes=(Cause.ICT,))),
        ("toon de brief te laat", Wanted(words=("brief", "laat"))),
        ("van mij", Wanted(mine=True)),
        ("mijn knelpunten bij UWV", Wanted(mine=True, organisations=("UWV",))),
        ("pagina 3", Wanted(page=3)),
        ("pagina 0", Wanted(page=1)),
        (
            "UWV doorgezet brief pagina 2",
            Wanted(statuses=only(Status.PASSED_ON), organisations=("UWV",), words=("brief",), page=2),
        ),
    ],
)
def test_what_is_typed_is_taken_for_what_it_names(typed: str, expected: Wanted):
    assert read(typed) == expected


@given(st.text())
def test_whatever_is_typed_says_something(typed: str):
    wanted = read(typed)

    assert wanted.statuses
    assert wanted.page >= 1
    assert is_wanted(one(), "vereenvoudiging", wanted, ()) in {True, False}


@given(st.lists(st.sampled_from(["UWV", "doorgezet", "van mij", "brief", "ict", "open"]), max_size=4))
def test_the_page_changes_nothing_else(parts: list[str]):
    typed = " ".join(parts)

    assert without_page(f"{typed} pagina 2") == typed
    assert read(f"{typed} pagina 2").words == read(typed).words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("UWV", True),
        ("SVB", True),
        ("gemeente zwolle", False),
        ("gegevensdeling", True),
        ("vereenvoudiging", True),
        ("ict", False),
        ("toeslag", True),
        ("energietoeslag studenten", True),
        ("energietoeslag ouderen", False),
        ("participatiewet", True),
        ("opgelost", False),
        ("van mij", False),
    ],
)
def test_a_knelpunt_is_found_by_what_is_told_of_it(typed: str, expected: bool):
    knelpunt = one(
        title="Energietoeslag",
        description="Zij krijgen haar niet.",
        group="studenten",
        cause="gegevensdeling",
        regulation="Participatiewet",
        supports=[Support(organisation="SVB")],
    )

    assert is_wanted(knelpunt, "vereenvoudiging", read(typed), ()) is expected


def test_mine_are_those_that_one_has_taken():
    assert is_wanted(one(), "", read("van mij"), {"KP-2026-0001"})


def test_a_cause_in_own_words_is_one_of_the_others():
    assert is_wanted(one(cause="anders: de taal"), "", read("anders"), ())


def test_what_waits_longest_comes_first_and_of_what_has_ended_what_ended_last():
    knelpunten = [history(days, at=SUMMER + timedelta(days=days))[0] for days in (2, 1, 3)]

    assert [one.number[-1] for one in in_order(knelpunten, read(""))] == ["1", "2", "3"]
    assert [one.number[-1] for one in in_order(knelpunten, read("opgelost"))] == ["3", "2", "1"]
