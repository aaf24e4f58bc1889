"""Which words are the name of a street."""

import re

from bot.privacy.name_words import TITLES, first_names
from bot.privacy.words import Words

_ENDING = re.compile(
    r"(?P<stem>.*)(?:(?P<sure>straat|straatje|laan|laantje|steeg|gracht|singel|kade|dreef|plantsoen)"
    r"|(?P<unsure>dijk|weg|pad|plein|hof|hofje|str))",
    re.IGNORECASE,
)
_NOT_A_STREET = frozenset(
    "onderweg snelweg spoorweg autosnelweg omweg uitweg autoweg vaarweg rijksweg waterweg rechtsweg "
    "fietspad voetpad stappad groeipad leerpad werkpad klantpad gerechtshof werkplein jobplein leerplein "
    "kennisplein".split()
)
_FIRST_WORDS = frozenset(
    "burgemeester burg prins prinses koning koningin kon graaf gravin hertog dokter dr ds dominee pastoor "
    "pater kapelaan professor prof admiraal generaal president sint st mr jonkheer jhr kapitein "
    "monseigneur mgr zuster schout stadhouder jan piet pieter willem johan hendrik karel anna anne maria "
    "thomas simon jacob frederik hugo vincent oude nieuwe grote kleine lange korte hoge lage eerste "
    "tweede derde vierde noorder zuider ooster wester 1e 2e 3e 4e 1ste 2de 3de".split()
)
_SMALL = frozenset("van von de den der het 't ten ter op".split())
_NOT_FIRST = frozenset(
    "de het in op aan bij te naar uit adres woonadres postadres briefadres huisadres".split()
)
_MOST_WORDS = 5
_LONGEST_ABBREVIATION = 4


def street_ending_with(words: Words, last: int, *, expected: bool) -> int | None:
    """Find the street name of which a word is the last.

    Args:
        words: of the text.
        last: number of the word before the house number.
        expected: whether the words around say that an address stands here; then any capitalised name will do.

    Returns:
        The number of the first word, or None when this is not the name of a street.
    """
    ending = _ENDING.fullmatch(words[last].text)
    if words[last].lower in _NOT_A_STREET | _NOT_FIRST or (
        words[last].text.isupper() and len(words[last].text) <= _LONGEST_ABBREVIATION
    ):
        return None
    first = _first_word(words, last, any_capital=expected)
    if ending and ending["stem"]:
        plain = words[last].is_capitalised or ending["sure"] is not None
        return first if plain or expected else None
    if ending and first < last:
        return first
    widest = _first_word(words, last, any_capital=True)
    if words[widest].lower == "laan" and widest < last:
        return widest
    return widest if expected and words[last].is_capitalised else None


def _first_word(words: Words, last: int, *, any_capital: bool) -> int:
    first = index = last
    while index > 0 and last - index < _MOST_WORDS and words.gap(index) in {" ", ""}:
        index -= 1
        word = words[index]
        if word.lower in TITLES:
            return last
        if word.lower in _FIRST_WORDS | first_names() or (
            word.is_capitalised and (any_capital or word.lower in _SMALL)
        ):
            first = index
        elif word.lower not in _SMALL:
            break
    while first < last and words[first].lower in _NOT_FIRST and not _is_article_of_name(words, first):
        first += 1
    return first


def _is_article_of_name(words: Words, index: int) -> bool:
    """Whether ``De`` has its capital because the name starts with it, not because the sentence does."""
    return (
        words[index].text in {"De", "Het", "Den"}
        and words.gap(index) == " "
        and not words[index - 1].has_stop
    )
