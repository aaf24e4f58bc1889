"""Who may do what, from the full table of commands and of roles."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.command import Name
from bot.knelpunten.report import Knelpunt, Status, Support
from bot.permissions import NEEDED, TENDING, Grant, Role, may_speak_for, may_treat, may_use
from tests.bot.privileged import FOR_EVERYONE, TYPED
from tests.bot.storage.samples import NOW, report

SPELLED = {
    "zwolle": ("Gemeente Zwolle", "gemeente zwolle", "Gem. Zwolle", "de Gemeente Zwolle"),
    "uwv": ("UWV", "uwv", "Uitvoeringsinstituut Werknemersverzekeringen (UWV)"),
    "svb": ("SVB", "Sociale Verzekeringsbank (SVB)"),
}
"""Organisations, and some ways in which people write them."""

THEMES = ("schulden", "digitalisering", "wonen")
NAMES = [name for names in SPELLED.values() for name in names]
KNELPUNT = Knelpunt(
    number="KP-2026-0001",
    imported_as=None,
    report=report(),
    severity="",
    status=Status.RECEIVED,
    reported_at=NOW,
    since=NOW,
)

grants = st.builds(
    Grant,
    st.sampled_from(Role),
    st.lists(st.sampled_from([*NAMES, "", "-"]), max_size=3).map(tuple),
    st.lists(st.sampled_from([*THEMES, "Schulden"]), max_size=2).map(tuple),
)
knelpunten = st.builds(
    lambda organisation, supporting: replace(
        KNELPUNT,
        report=report(organisation=organisation),
        supports=tuple(Support(organisation=name) for name in supporting),
    ),
    st.sampled_from([*NAMES, "", "-"]),
    st.lists(st.sampled_from(NAMES), max_size=2),
)


def known_as(name: str) -> str | None:
    return next((which for which, names in SPELLED.items() if name in names), None)


def covers(grant: Grant, knelpunt: Knelpunt, theme: str) -> bool:
    """What is agreed on, said in another way."""
    match grant:
        case Grant(role=Role.ADMIN):
            return False
        case Grant(role=Role.DIRECTORATE) | Grant(organisations=(), themes=()):
            return True
    names = [knelpunt.report.organisation, *(support.organisation for support in knelpunt.supports)]
    theirs = {known_as(name) for name in names} & {known_as(name) for name in grant.organisations}
    return bool(theirs - {None}) or theme in map(str.lower, grant.themes)


def test_each_command_is_for_everyone_or_needs_a_role() -> None:
    assert {*Name} == FOR_EVERYONE | NEEDED.keys()
    assert not FOR_EVERYONE & NEEDED.keys()
    assert NEEDED.keys() == TYPED.keys()
    assert all(NEEDED.values())


def test_the_documentation_says_whom_each_command_is_for() -> None:
    document = (Path(__file__).parents[2] / "docs" / "workflow.md").read_text()
    rows = dict(re.findall(r"^\| `?(\w+)`? \| (.*) \|$", document, re.MULTILINE))

    def said(row: str) -> set[str]:
        return {*re.findall(r"`/(\w+)`", rows[row])}

    assert said("everybody") == FOR_EVERYONE
    for role in (Role.HANDLER, Role.ADMIN):
        assert said(role) == {name for name, needed in NEEDED.items() if role in needed}
    assert rows[Role.DIRECTORATE].startswith("the same")
    assert all(Role.DIRECTORATE in needed for needed in NEEDED.values() if Role.HANDLER in needed)


@pytest.mark.parametrize("name", Name)
def test_who_has_no_role_may_use_what_is_for_everyone_only(name: Name) -> None:
    assert may_use(name, []) is (name in FOR_EVERYONE)


@pytest.mark.parametrize("limited", [Grant(Role.HANDLER), Grant(Role.HANDLER, ("UWV",), ("schulden",))])
@pytest.mark.parametrize("name", Name)
@pytest.mark.parametrize("role", Role)
def test_a_role_gives_the_commands_that_need_it_and_no_others(role: Role, name: Name, limited: Grant) -> None:
    allowed = name in FOR_EVERYONE or role in NEEDED[name]

    assert may_use(name, [replace(limited, role=role)]) is allowed


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_an_admin_gives_roles_and_tends_the_knowledge_and_nobody_else_does(name: Name) -> None:
    of_admins = name is Name.ROLE or name in TENDING

    assert may_use(name, [Grant(Role.ADMIN)]) is of_admins
    assert may_use(name, [Grant(Role.HANDLER), Grant(Role.DIRECTORATE)]) is not of_admins


@given(knelpunten, st.sampled_from(THEMES), st.lists(grants, max_size=3))
def test_a_knelpunt_is_treated_by_whoever_it_was_given_to_and_nobody_else(
    knelpunt: Knelpunt, theme: str, having: list[Grant]
) -> None:
    assert may_treat(knelpunt, theme, having) is any(covers(grant, knelpunt, theme) for grant in having)


@given(knelpunten, st.sampled_from(THEMES), grants, st.lists(grants, max_size=2))
def test_another_role_takes_nothing_away(
    knelpunt: Knelpunt, theme: str, one: Grant, others: list[Grant]
) -> None:
    assert may_treat(knelpunt, theme, [one, *others]) >= may_treat(knelpunt, theme, [one])


@given(st.sampled_from([*NAMES, "", "-", "Gemeente Zwollerkerspel"]), grants)
def test_who_speaks_for_an_organisation_may_treat_all_that_it_has(organisation: str, having: Grant) -> None:
    speaks = may_speak_for(organisation, [having])

    told = replace(KNELPUNT, report=report(organisation=organisation))
    assert speaks is may_treat(told, "iets heel anders", [having])


def test_a_theme_alone_is_not_enough_to_speak_for_an_organisation() -> None:
    assert not may_speak_for("UWV", [Grant(Role.HANDLER, themes=THEMES), Grant(Role.ADMIN)])
