"""What the words around a name say about it."""

import re
from enum import IntEnum

from bot.privacy import name_words as known
from bot.privacy.words import Words

_REACH = 40
_MOST_WORDS = 6
_CALLED = re.compile(
    r"(?<![^\W_])(?:mijn naam is|(?:ik|hij|zij|ze) heet|genaamd|namen?(?: (?:van |de |het )?\w+)?:|"
    r"getekend[,:]|gr(?:oet(?:en|jes)?)?[,.]?|mvg,?|hoogachtend,|t\.?n\.?v\.?|"
    r"ten name van|op naam van|ondergetekende,?)"
    r"[ \n]{1,3}$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r"(?<![^\W_])(?:ik ben|dit is|u spreekt met|spreekt u met) $", re.IGNORECASE)
_AFTER_ROLE = frozenset([" ", ": ", ", ", " (", ":"])
_BETWEEN = frozenset([" ", ", ", "", "-", " '", ' "'])
_ENDS_OF_ORGANISATIONS = ("zaal", "straat", "college", "school", "huis")


class Cue(IntEnum):
    """How strongly the words before say that a name follows."""

    NONE = 0
    ROLE = 1
    CALLED = 2
    TITLE = 3


def cue_before(words: Words, index: int) -> Cue:
    """Tell a title (``mevrouw``), an introduction (``mijn naam is``) or a role (``cliënt``) before a word."""
    if words.follows_closely(index):
        previous = index - 1
        while (
            previous > max(0, index - _MOST_WORDS)
            and words[previous].lower in known.DEGREES
            and words.follows_closely(previous)
        ):
            previous -= 1
        if words[previous].lower in known.TITLES:
            return Cue.TITLE
    start = words[index].start
    before = words.text[max(0, start - _REACH) : start]
    if _CALLED.search(before):
        return Cue.CALLED
    has_role = index > 0 and words.gap(index) in _AFTER_ROLE and words[index - 1].lower in known.ROLES
    return Cue.ROLE if has_role or _INTRODUCED.search(before) else Cue.NONE


def follows_close_role(words: Words, index: int) -> bool:
    """Whether a word such as ``zoon`` or ``cliënt`` stands right before, not as the first of a sentence."""
    return (
        words.follows_closely(index)
        and words[index - 1].text in known.CLOSE_ROLES
        and not words[index - 1].has_stop
    )


def starts_sentence(words: Words, index: int) -> bool:
    """Whether a word may have its capital for being the first of a sentence or a line."""
    return index == 0 or words[index - 1].has_stop or words.gap(index).strip(" ,('\"") != ""


def stands_for_something_else(words: Words, first: int) -> bool:
    """Whether a name is part of an office, a law, a body or a system, or is everybody's (``Jan Modaal``)."""
    index = first
    while index > max(0, first - _MOST_WORDS) and words.gap(index) in _BETWEEN:
        gap = words.gap(index)
        index -= 1
        word = words[index].lower
        if word in known.OFFICES or (gap != ", " and word in known.NOT_PERSONS):
            return True
        if word.rpartition("-")[2] in known.NOT_PERSONS and "-" in word:
            return True
        if word not in known.DEGREES | known.PARTICLES:
            break
    return known.EVERYBODY.match(words.text, words[first].start) is not None


def is_organisation(words: Words, end: int) -> bool:
    """Whether the words from a number on make what stands before a company, a school or an office."""
    last = words[end - 1]
    if words.text.startswith((" &", "-&"), last.end):
        return True
    if end >= len(words) or words.gap(end) not in {" ", ", "}:
        return False
    following = words[end]
    if words.gap(end) == ", ":
        return following.lower in known.OFFICES
    is_company = following.lower in {"b", "n", "v"} and following.has_stop
    return is_company or (
        following.is_capitalised
        and (following.lower in known.ORGANISATIONS or following.lower.endswith(_ENDS_OF_ORGANISATIONS))
    )
