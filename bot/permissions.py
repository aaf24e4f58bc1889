"""Who may do what: the one place that says so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.commands.command import Name
from bot.knelpunten.organisations import organisation_key
from bot.knelpunten.report import Knelpunt


class Role(StrEnum):
    """What somebody is to the programme; everybody else reports and asks."""

    HANDLER = "behandelaar"
    DIRECTORATE = "programmadirectie"
    ADMIN = "beheerder"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody has.

    Attributes:
        role: which one.
        organisations: names of the organisations that a handler treats the knelpunten of.
        themes: themes that a handler treats; with neither, a handler treats them all.
    """

    role: Role
    organisations: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


_TREATS = frozenset({Role.HANDLER, Role.DIRECTORATE})
_ADMIN = frozenset({Role.ADMIN})

TENDING = frozenset(
    {
        Name.DOCUMENTS,
        Name.DOCUMENT,
        Name.ADD_PAGE,
        Name.WITHDRAW,
        Name.REINDEX,
        Name.GENERATIONS,
        Name.GO_BACK,
        Name.GAPS,
        Name.FIXED_ANSWERS,
        Name.FIXED_ANSWER,
        Name.EVALUATION,
        Name.HEALTH,
    }
)
"""Commands that tend what the assistant knows."""

NEEDED: Mapping[Name, frozenset[Role]] = {
    Name.KNELPUNTEN: _TREATS,
    Name.TAKE: _TREATS,
    Name.ASK: _TREATS,
    Name.SET: _TREATS,
    Name.MERGE: _TREATS,
    Name.SPLIT: _TREATS,
    Name.EXPLAIN: _TREATS,
    Name.OVERVIEW: _TREATS,
    Name.STAND: _TREATS,
    Name.LESSON: _TREATS,
    Name.ROLE: _ADMIN,
    **dict.fromkeys(TENDING, _ADMIN),
}
"""For each command that is not for everyone the roles of which one is enough."""


DECIDES_ON_LESSONS = frozenset({Role.DIRECTORATE})
"""Who decides whether others read what was learned."""


def may_use(name: Name, grants: Collection[Grant]) -> bool:
    """Whether somebody with these roles may use a command at all."""
    return name not in NEEDED or any(grant.role in NEEDED[name] for grant in grants)


def may_decide_on_lessons(grants: Collection[Grant]) -> bool:
    """Whether somebody with these roles decides whether others read what was learned."""
    return any(grant.role in DECIDES_ON_LESSONS for grant in grants)


def may_treat(knelpunt: Knelpunt, theme: str, grants: Collection[Grant]) -> bool:
    """Whether somebody with these roles may treat a knelpunt.

    Args:
        knelpunt: the knelpunt.
        theme: what it is about.
        grants: the roles.
    """
    return any(_covers(grant, knelpunt, theme) for grant in grants)


def may_speak_for(organisation: str, grants: Collection[Grant]) -> bool:
    """Whether somebody with these roles may treat everything that an organisation has, whatever it is about.

    Args:
        organisation: however it is spelled.
        grants: the roles.
    """
    return any(_covers_all(grant) or _is_for(grant, [organisation]) for grant in grants)


def _covers(grant: Grant, knelpunt: Knelpunt, theme: str) -> bool:
    if _covers_all(grant):
        return True
    having = [knelpunt.report.organisation, *(support.organisation for support in knelpunt.supports)]
    by_theme = grant.role is Role.HANDLER and theme.casefold() in {name.casefold() for name in grant.themes}
    return by_theme or _is_for(grant, having)


def _covers_all(grant: Grant) -> bool:
    if grant.role is Role.HANDLER:
        return not grant.organisations and not grant.themes
    return grant.role is Role.DIRECTORATE


def _is_for(grant: Grant, organisations: Iterable[str]) -> bool:
    if grant.role is not Role.HANDLER:
        return False
    # Without words there is no name, and what has none is nobody's.
    known = set(map(organisation_key, organisations)) - {""}
    return any(organisation_key(name) in known for name in grant.organisations)
