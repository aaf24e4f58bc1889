import pytest

from bot.commands.command import Name
from bot.commands.help import FOR_EVERYONE, help_reply
from bot.permissions import NEEDED, Grant, Role
from bot.rendering.plain import render
from bot.wording.help import DOES, FOLLOWED_BY


def shown(*roles: Role) -> set[Name]:
    said = render(help_reply([Grant(role) for role in roles])).split("\n")
    return {name for name in Name if any(line.startswith(f"- /{name}") for line in said)}


def test_every_command_has_a_short_line():
    assert set(DOES) == set(Name)
    assert all(len(line) < 60 for line in DOES.values())
    assert set(FOLLOWED_BY) <= set(Name)


def test_everybody_sees_what_is_for_everybody():
    assert shown() == set(FOR_EVERYONE)
    assert {Name.NOTICES, Name.LINK} <= shown()


@pytest.mark.parametrize("role", Role)
def test_who_has_a_role_sees_what_it_is_needed_for_too(role: Role):
    assert shown(role) == {*FOR_EVERYONE, *(name for name, roles in NEEDED.items() if role in roles)}


def test_it_is_said_why_there_is_more():
    assert "Als behandelaar en beheerder kun je ook:" in render(
        help_reply([Grant(Role.ADMIN), Grant(Role.HANDLER), Grant(Role.HANDLER, ("UWV",))])
    )
