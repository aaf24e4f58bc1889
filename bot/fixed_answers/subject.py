"""What a question is about: the words in it that another question must have too."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from index.words import content_words, words

WORDS = Path(__file__).parent / "words.toml"
_KEPT = 8192
_SHORTEST_STEM = 4
_SHORTEST_WITH_TYPO = 6
_LONGEST_ENDING = 3
_OF_PEOPLE = ("er", "ers", "ist", "isten", "eur", "eurs")
_PARTICLES = frozenset({"aan", "af", "in", "op", "over", "terug", "toe", "uit"})
"""Of verbs that are taken apart: at the end of a question they say what is done ("hoe zet ik dat uit?")."""

_PARTICIPLE = re.compile(r"\w*?(ge|be|ver|ont|her)\w+(d|t|en)")
"""With one of these "worden" says that something is done, else that somebody becomes something."""

_COMING = frozenset({"kom", "komt", "komen", "kwam", "kwamen"})
"""With these they say no more than that something is there ("wanneer komt het uit?")."""


_read = tomllib.loads(WORDS.read_text(encoding="utf-8"))
_PROGRAMME = re.compile(rf"\b({'|'.join(_read['programme'])})\b", re.IGNORECASE)
_LIGHT = frozenset(" ".join(_read["light"]).split())
_TELLING = {word: row.split()[0] for row in _read["telling"] for word in row.split()}
_SYNONYMS = {word: row.split()[0] for row in _read["synonyms"] for word in row.split()}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about.

    Attributes:
        words: those that carry its meaning, in order; of synonyms the same one.
        telling: small words and numbers that make it another question: "niet", "volgende", "2024", "uit".
    """

    words: tuple[str, ...]
    telling: frozenset[str]


@lru_cache(_KEPT)
def subject_of(question: str) -> Subject:
    """Read what a question is about; that it is about the programme goes without saying."""
    asked = _PROGRAMME.sub(" ", question)
    typed = words(asked)
    told = {_TELLING.get(word, word) for word in typed if word in _TELLING or word.isdigit()}
    if _COMING.isdisjoint(typed):
        told |= _PARTICLES.intersection(typed[-1:])
    left = (_SYNONYMS.get(word, word) for word in content_words(asked) if word not in _TELLING)
    carrying = (word for word in left if word not in _LIGHT and not word.isdigit() and len(word) > 1)
    if "word" in typed or (typed[-1:] == ["worden"] and not any(map(_PARTICIPLE.fullmatch, typed))):
        told.add("worden")
    return Subject(tuple(dict.fromkeys(carrying)), frozenset(told))


def unshared(one: Subject, other: Subject) -> int:
    """How many words of the one have none like them in the other."""
    return sum(not any(are_alike(word, known) for known in other.words) for word in one.words)


@lru_cache(_KEPT)
def are_alike(one: str, other: str) -> bool:
    """Whether two words are forms of one word, or one is the other with a typing error.

    A compound and its parts are not ("driehoek", "driehoeksoverleg"), nor who does something and what they do
    ("notulist", "notulen").
    """
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) < _SHORTEST_STEM or one.endswith(_OF_PEOPLE) != other.endswith(_OF_PEOPLE):
        return False
    common = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) >= _SHORTEST_WITH_TYPO and one[0] == other[0] and OSA.distance(one, other) == 1:
        return True
    return common >= max(_SHORTEST_STEM, len(short) / 2, len(long) - _LONGEST_ENDING)
