"""The parts of a name: initials, first names, and a surname with what comes before it (``van der``)."""

import re

from bot.privacy import name_words as known
from bot.privacy.words import Word, Words

_PROPER = re.compile(r"(?:Ma?c|IJ|[^\W\d_]')?[^\W\d_][^\W\d_A-Z]*(?:'[^\W\d_]+)?")
_MOST_PARTICLES = 3
MOST_GIVEN_NAMES = 8
"""Longer rows are no name; a bound keeps the time in line with the length of the text."""
# Not on the list of unmistakable first names, but in small letters they are.
_ALSO_SMALL = frozenset({"jan", "kees"})


def is_initial(word: Word) -> bool:
    """Whether a word is an initial, such as ``J.`` or ``Th.``."""
    return word.has_stop and word.is_capitalised and (len(word.text) == 1 or word.lower in known.INITIALS)


def is_first_name(word: Word, *, small: bool = False) -> bool:
    """Whether a word is a first name; without its capital only if small is set."""
    if not word.is_capitalised:
        return small and (word.lower in known.first_names() or word.lower in _ALSO_SMALL)
    return all(part in known.all_first_names() for part in word.lower.split("-"))


def is_small_first_name(word: Word) -> bool:
    """Whether a word is a first name without its capital."""
    return not word.is_capitalised and is_first_name(word, small=True)


def is_proper(word: Word, *, capitals: bool = False) -> bool:
    """Whether a word can be a surname that is not on the list.

    Args:
        word: any word.
        capitals: whether one in capitals only (``JANSEN``, but also ``UWV``) will do.
    """
    if not word.is_capitalised or len(word.text) == 1 or word.lower in known.NOT_SURNAMES:
        return False
    if word.text.isupper():
        return capitals
    return all(
        part in known.PARTICLES or (part[0].isupper() and _PROPER.fullmatch(part) is not None)
        for part in word.text.split("-")
    )


def surname_end(words: Words, first: int, *, small: bool = False, capitals: bool = False) -> int | None:
    """Find the end of the surname that starts with a word.

    Args:
        words: of the text.
        first: number of the first word, which may be a particle.
        small: whether a common surname without its capital will do.
        capitals: whether an unknown one in capitals only will do.

    Returns:
        The number after its last word, or None when no surname starts there.
    """
    index = _after_particles(words, first)
    word = words[index]
    is_common = word.lower in known.surnames() and (word.is_capitalised or small)
    if not is_common and not is_proper(word, capitals=capitals):
        return None
    index += 1
    if not words.follows_closely(index):
        return index
    if "-" in word.text and word.lower.rpartition("-")[2] in known.PARTICLES:
        return surname_end(words, index, small=small, capitals=capitals) or index
    is_second = words[index].is_capitalised and words[index].lower in known.surnames()
    return index + 1 if is_second else index


def reversed_end(words: Words, first: int) -> int | None:
    """Find the end of a name such as ``Jansen, P.J.``, or None when there is none."""
    index = _after_particles(words, first)
    if words[index].lower not in known.surnames() or not words[index].is_capitalised:
        return None
    start = index = index + 1
    while index < min(len(words), start + MOST_GIVEN_NAMES) and is_initial(words[index]):
        if words.gap(index) != (", " if index == start else ""):
            break
        index += 1
    is_of_the_next = words.follows_closely(index) and words[index].is_capitalised
    return index if index > start and not is_of_the_next else None


def _after_particles(words: Words, first: int) -> int:
    index = first
    while (
        index - first < _MOST_PARTICLES
        and words[index].lower in known.PARTICLES
        and words.follows_closely(index + 1)
    ):
        index += 1
    return index
