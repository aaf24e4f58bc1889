"""Which laws and systems a text names, by whatever name people use for them."""

import tomllib
from functools import cache
from pathlib import Path

from index.words import words

_NAMES = Path(__file__).parent / "laws.toml"
_LONGEST_ABBREVIATION = 4


def laws_in(text: str) -> frozenset[str]:
    """Return the keys in `laws.toml` of the laws that a text names, empty where it names none known.

    A name is also found as the start of a word ("bijstand" in "bijstandsuitkering"), except for one
    of up to four letters, which would be the start of too many.
    """
    spaced = f" {' '.join(words(text))} "
    return frozenset(law for sought, law in _sought_names() if sought in spaced)


@cache
def _sought_names() -> tuple[tuple[str, str], ...]:
    """Give each name as it is sought in the words of a text, with the law that it stands for."""
    laws = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    return tuple((_sought(" ".join(words(name))), law) for law, names in laws.items() for name in names)


def _sought(name: str) -> str:
    return f" {name} " if len(name) <= _LONGEST_ABBREVIATION else f" {name}"
