"""Who treats a knelpunt, whom in the driehoek it asks something of, and what it is about: by rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.knelpunten.laws import laws_in
from bot.knelpunten.report import Cause, Report
from index.words import words

ANY_ENDING = "*"
"""At the end of a word in a rule: a longer word counts too."""


class DriehoekRole(StrEnum):
    """A role in the driehoek."""

    EIGENAAR = "eigenaar"
    OPDRACHTGEVER = "opdrachtgever"
    OPDRACHTNEMER = "opdrachtnemer"


@dataclass(frozen=True, slots=True)
class Account:
    """A person, as a channel identifies them."""

    channel: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is assigned to which knelpunten.

    Each of the conditions that is given must hold, and holds when one of its values does; without
    conditions the rule is for all knelpunten.

    Attributes:
        name: what people call the rule.
        organisations: words in the name of the organisation that reported it.
        causes: where it comes from.
        laws: law, regulation or system that it names, by this or another usual name.
        words: words in what was told.
        handler: who treats it; None where the rule leaves that open.
        addressed: the role in the driehoek that is asked something; None where the rule leaves that open.
        theme: what it is about; ``""`` where the rule leaves that open.
    """

    name: str
    organisations: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    laws: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    handler: Account | None = None
    addressed: DriehoekRole | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a knelpunt goes.

    Attributes:
        theme: what it is about.
        handler: who treats it; None where no rule says so.
        addressed: the role in the driehoek that is asked something.
        rule: name of the rule that decided.
    """

    theme: str
    handler: Account | None
    addressed: DriehoekRole
    rule: str


NO_RULE = Rule(name="geen regel", addressed=DriehoekRole.OPDRACHTNEMER)
"""What no rule is about stays with the organisation that carries it out: "Elke organisatie heeft daarbij haar
eigen verantwoordelijkheid en pakt haar eigen rol" (009-doorzetten-en-uitbouwen.md)."""


def route(report: Report, rules: Sequence[Rule]) -> Route:
    """Say where a knelpunt goes: the first rule that matches decides.

    What that rule leaves open, the next one that matches decides. A theme that all leave open is the cause.
    """
    matching = [*_matching(report, rules), NO_RULE]
    return Route(
        theme=next((rule.theme for rule in matching if rule.theme), _cause(report).value),
        handler=next((rule.handler for rule in matching if rule.handler), None),
        addressed=next(rule.addressed for rule in matching if rule.addressed),
        rule=matching[0].name,
    )


def theme_of(report: Report, rules: Sequence[Rule]) -> str:
    """Say what a knelpunt is about."""
    return route(report, rules).theme


def _matching(report: Report, rules: Sequence[Rule]) -> Iterator[Rule]:
    organisation = _spaced(report.organisation)
    told = _spaced(
        "\n".join(
            (
                report.title,
                report.description,
                report.group,
                report.regulation,
                report.consequence,
                report.tried,
                report.proposal,
            )
        )
    )
    cause = _cause(report)
    for rule in rules:
        if (
            (not rule.organisations or _says_one_of(organisation, rule.organisations))
            and (not rule.causes or cause in rule.causes)
            and (not rule.laws or _names_one_of(report.regulation, rule.laws))
            and (not rule.words or _says_one_of(told, rule.words))
        ):
            yield rule


def _cause(report: Report) -> Cause:
    """The cause, or the one for all others where people gave their own words or none."""
    try:
        return Cause(report.cause)
    except ValueError:
        return Cause.OTHER


def _names_one_of(regulation: str, laws: Sequence[str]) -> bool:
    if _says_one_of(_spaced(regulation), laws):
        return True
    named = laws_in(regulation)
    return any(keys and keys <= named for keys in map(laws_in, laws))


def _says_one_of(spaced: str, phrases: Sequence[str]) -> bool:
    return any(_pattern(phrase).search(spaced) for phrase in phrases)


def _spaced(text: str) -> str:
    return f" {' '.join(words(text))} "


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = (
        re.escape(" ".join(words(word))) + (r"\w*" if word.endswith(ANY_ENDING) else "")
        for word in phrase.split()
        if words(word)
    )
    return re.compile(f" {' '.join(parts)} ")
