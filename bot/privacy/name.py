"""Names of people, by the words around them and lists of first names and surnames."""

import re
from collections.abc import Iterator

from bot.privacy import name_words as known
from bot.privacy.name_cues import (
    Cue,
    cue_before,
    follows_close_role,
    is_organisation,
    stands_for_something_else,
    starts_sentence,
)
from bot.privacy.name_parts import (
    MOST_GIVEN_NAMES,
    is_first_name,
    is_initial,
    is_proper,
    is_small_first_name,
    reversed_end,
    surname_end,
)
from bot.privacy.words import Word, Words

_UNMISTAKABLE = re.compile(r".+(?:stra|sma|inga|sen|sens|mans|ski|ska|enko|oğlu|oglu)")


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Names of people, without ``mevrouw`` and the like; precision before recall.

    A name is believed after a title (``mevrouw De Vries``), after words that introduce one (``mijn naam is``,
    ``cliënt``), as initials or a first name with a surname, and as a first name that is nothing else. Names
    in a law, a body, a system or with an office (``wethouder Jansen``) are left alone.
    """
    words = Words(text)
    index = 0
    while index < len(words):
        cue = cue_before(words, index) if _may_start(words[index]) else Cue.NONE
        end = _name_end(words, index, cue) if _may_start(words[index]) else None
        if end is None or is_organisation(words, end):
            index += 1
            continue
        last = words[end - 1]
        if cue >= Cue.CALLED or not stands_for_something_else(words, index):
            yield words[index].start, last.end + (is_initial(last) and last.has_stop)
        index = end


def _may_start(word: Word) -> bool:
    """Whether a name may start with a word: a quick look, so that most words cost next to nothing."""
    return (
        word.is_capitalised
        or word.lower in known.PARTICLES
        or word.lower in known.surnames()
        or is_small_first_name(word)
    )


def _name_end(words: Words, first: int, cue: Cue) -> int | None:
    """The number after the last word of the name that starts with a word, or None when none does."""
    if cue == Cue.NONE and not words[first].is_capitalised and not is_small_first_name(words[first]):
        return None
    given = _given_names_end(words, first, cue)
    if given == first:
        return reversed_end(words, first) or _without_known_first_name(words, first, cue)
    if is_initial(words[first]):
        return _after_initials(words, first, given, cue)
    end = _surname_after(words, given, small=not words[first].is_capitalised)
    if end is None and _are_first_names_believed(words, first, given, cue):
        return given
    return end


def _given_names_end(words: Words, first: int, cue: Cue) -> int:
    """The number after the initials or first names that start with a word; the word itself when none do."""
    index = first
    while index < min(len(words), first + MOST_GIVEN_NAMES) and (
        index == first or words.follows_closely(index)
    ):
        word = words[index]
        small = is_small_first_name(word) and (cue >= Cue.CALLED or _precedes_small_surname(words, index))
        if not (is_initial(word) or is_first_name(word, small=small)):
            break
        index += 1
    return index


def _precedes_small_surname(words: Words, index: int) -> bool:
    """Whether a common surname without capital follows, as in ``sanne de boer``."""
    end = _surname_after(words, index + 1, small=True)
    return end is not None and not words[end - 1].is_capitalised


def _surname_after(words: Words, index: int, *, small: bool = False) -> int | None:
    return surname_end(words, index, small=small) if words.follows_closely(index) else None


def _after_initials(words: Words, first: int, given: int, cue: Cue) -> int | None:
    end = _surname_after(words, given)
    if end is None and given - first > 1 and not is_initial(words[given - 1]):
        given, end = given - 1, given  # the surname is a first name too: "J. Herman"
    if end is None:
        return None
    initials = "".join(words[index].lower for index in range(first, given))
    if initials in known.NOT_INITIALS:
        return None
    if cue == Cue.NONE and len(initials) == 1 and not _is_single_initial_believed(words, first, given):
        return None
    goes_on = words.follows_closely(end) and not words[end - 1].has_stop and is_proper(words[end])
    return end + 1 if goes_on and words[end].lower not in known.ORGANISATIONS else end


def _is_single_initial_believed(words: Words, first: int, surname: int) -> bool:
    """Whether ``A.`` is no item of a list: ``Bijlage A. Toelichting``."""
    if starts_sentence(words, first):
        is_particle = words[surname].lower in known.PARTICLES and words[surname + 1].is_capitalised
        return is_particle or words[surname].lower in known.surnames()
    return words[first - 1].lower not in known.ENUMERATED


def _are_first_names_believed(words: Words, first: int, given: int, cue: Cue) -> bool:
    """Whether first names without a surname are a name: not ``Jan`` of ``1 Jan``."""
    if cue > Cue.NONE:
        return True
    if not words[first].is_capitalised or words[first].text.isupper():
        return False
    if given - first > 1:
        return True
    is_sure = any(part in known.first_names() for part in words[first].lower.split("-"))
    return is_sure and not (words.follows_closely(given) and words[given].is_capitalised)


def _without_known_first_name(words: Words, first: int, cue: Cue) -> int | None:
    """The end of a name of which no part is a known first name or an initial."""
    strong = cue >= Cue.CALLED
    end = surname_end(words, first, small=strong, capitals=cue == Cue.TITLE)
    if end is None:
        return None
    longer = _with_unknown_first_name(words, first, end, cue)
    if longer is not None or strong:
        return longer or end
    if cue == Cue.ROLE:
        is_particle = words[first].is_capitalised and words[first].lower in known.PARTICLES
        is_common = words[end - 1].lower in known.surnames()
        return end if is_particle or is_common or _follows_role_alone(words, first, end) else None
    return None


def _follows_role_alone(words: Words, first: int, end: int) -> bool:
    goes_on = words.follows_closely(end) and words[end].is_capitalised
    return follows_close_role(words, first) and is_proper(words[first]) and not goes_on


def _with_unknown_first_name(words: Words, first: int, end: int, cue: Cue) -> int | None:
    """The end when a surname follows what was taken for one, which then is a first name."""
    following = _surname_after(words, end)
    if following is None or words[end - 1].has_stop or not is_proper(words[first]):
        return None
    has_particle = words[end].lower in known.PARTICLES
    if cue == Cue.CALLED or (cue == Cue.TITLE and not has_particle):
        return following
    if cue == Cue.ROLE:
        return following if words[first - 1].text.islower() else None
    if has_particle:
        return (
            following
            if words.text.startswith(("van der ", "van den ", "van 't "), words[end].start)
            else None
        )
    is_sure = _UNMISTAKABLE.fullmatch(words[end].lower) and words[end].lower in known.surnames()
    return following if is_sure and not starts_sentence(words, first) else None
