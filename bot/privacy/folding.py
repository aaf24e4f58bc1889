"""A text with look-alike characters made one, that still knows where each came from."""

import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = dict.fromkeys("\u2018\u2019\u02bc\u02b9\u2032\u00b4\u0060\uff07", "'")
_DASHES = dict.fromkeys("\u2212\u2043\u02d7", "-")
_BLANKS = dict.fromkeys("\u2800\u3164\u115f\u1160\uffa0", " ")
_NOTHING = dict.fromkeys("\u034f\ufe0e\ufe0f", "")
_LINE_BREAKS = dict.fromkeys("\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n")
_SINGLE = _APOSTROPHES | _DASHES | _BLANKS | _NOTHING | _LINE_BREAKS
_BY_CATEGORY = {"Cf": "", "Zs": " ", "Cc": " ", "No": " ", "Pd": "-"}
_MARK = "Mn"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text in which every space, dash, digit and quote is the plain one.

    Attributes:
        text: the folded text; may be shorter or longer than the original.
        starts: for each folded character, where the original one starts.
        ends: for each folded character, where the original one ends.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``text[start:end]``, which may not be empty."""
        return self.starts[start], self.ends[end - 1]


def fold(original: str) -> FoldedText:
    """Make look-alikes one: full-width and other digits, spaces, dashes, quotes, composed letters.

    Characters that are not seen (soft hyphens, zero-width and bidirectional ones) are left out, so a number
    with one of them inside is whole again. Letters keep their case.

    Args:
        original: any text.

    Returns:
        The folded text with its places in the original, in code points.
    """
    characters: list[str] = []
    starts, ends = array("L"), array("L")
    for place, character in enumerate(original):
        if unicodedata.category(character) == _MARK and characters:
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            characters[-1] = composed if len(composed) == 1 else characters[-1]
            ends[-1] = place + 1
            continue
        for folded in _fold_character(character):
            characters.append(folded)
            starts.append(place)
            ends.append(place + 1)
    return FoldedText("".join(characters), starts, ends)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character.isascii() and character.isprintable():
        return _SINGLE.get(character, character)
    if character in _SINGLE:
        return _SINGLE[character]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    return unicodedata.normalize("NFKC", character)
