"""Which organisations have a knelpunt, and which one is meant."""

from collections.abc import Sequence

from bot.knelpunten.organisations import organisation_key
from bot.knelpunten.report import Knelpunt
from index.words import words


def organisations_of(knelpunt: Knelpunt) -> list[str]:
    """Give the organisations that have a knelpunt, as they were typed, the reporter's first."""
    return [knelpunt.report.organisation, *(support.organisation for support in knelpunt.supports)]


def is_of(knelpunt: Knelpunt, asked: str) -> bool:
    """Whether these words stand in the name of an organisation that has a knelpunt; ``""`` does in each."""
    return not asked or any(_names(name, asked) for name in organisations_of(knelpunt))


def _names(name: str, asked: str) -> bool:
    return _contains(words(name), words(asked)) or _contains(
        organisation_key(name).split(), organisation_key(asked).split()
    )


def _contains(name: Sequence[str], asked: Sequence[str]) -> bool:
    return bool(asked) and any(
        name[start : start + len(asked)] == asked for start in range(len(name) - len(asked) + 1)
    )
