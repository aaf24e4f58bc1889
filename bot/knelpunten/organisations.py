"""Names of organisations, however people spell them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from index.words import words

_WITH_BRACKETS = re.compile(r"(?P<before>[^()]*\S)\s*\((?P<between>[^()]+)\)\s*")
_ARTICLES = frozenset({"de", "het"})
_SHORTENED = {"gem": "gemeente", "prov": "provincie", "min": "ministerie"}
_NEAR = 70
_MOST_NEAR = 3


def organisation_key(name: str) -> str:
    """Give what is the same for all spellings of a name; ``""`` for one without words.

    Capitals, accents, signs and an article in front do not matter, and of a name with its abbreviation
    only the abbreviation counts.

    Example:
        >>> organisation_key("De Belastingdienst"), organisation_key("Sociale Verzekeringsbank (SVB)")
        ('belastingdienst', 'svb')
    """
    parts = words(_abbreviation(name) or name)
    if len(parts) > 1 and parts[0] in _ARTICLES:
        parts = parts[1:]
    return " ".join(_SHORTENED.get(part, part) for part in parts)


def distinct_organisations(names: Iterable[str]) -> tuple[str, ...]:
    """Give each organisation once, as it was spelled first."""
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(organisation_key(name), name)
    spelled.pop("", None)
    return tuple(spelled.values())


def usual_spellings(names: Iterable[str]) -> Mapping[str, str]:
    """Give for each organisation, by its `organisation_key`, how most people spell it."""
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        spelled[organisation_key(name)][name] += 1
    spelled.pop("", None)
    return {key: counted.most_common(1)[0][0] for key, counted in spelled.items()}


def nearest_organisations(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give the names, at most three, that somebody may have meant, the nearest first."""
    spelled = {organisation_key(name): name for name in reversed(distinct_organisations(known))}
    key = organisation_key(asked)
    # Of an abbreviation that is typed wrong too little is left for the scores below.
    if wrong := [name for known_key, name in spelled.items() if OSA.distance(key, known_key) == 1]:
        return tuple(wrong[:_MOST_NEAR])
    found = process.extract(key, spelled.keys(), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_MOST_NEAR)
    return tuple(spelled[key] for key, _, _ in found)


def _abbreviation(name: str) -> str | None:
    match = _WITH_BRACKETS.fullmatch(name)
    if match is None:
        return None
    short = [part for part in match.groups() if part.isupper() and " " not in part]
    return short[0] if len(short) == 1 else None
