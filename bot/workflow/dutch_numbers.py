"""Numbers in Dutch text: in digits, in words, and the words for about how many."""

import re
from collections.abc import Iterator

_SMALL = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_SCALES = {"honderd": 100, "duizend": 1000, "miljoen": 1_000_000, "miljard": 1_000_000_000}
_SEVERAL = {"tientallen": 20, "honderden": 200, "duizenden": 2000, "tienduizenden": 20_000}
_SEVERAL |= {"honderdduizenden": 200_000, "miljoenen": 2_000_000}
_SOME = ("paar", "enkele", "enige", "meerdere", "verschillende")


def _written() -> Iterator[tuple[str, int]]:
    """Yield each number word that people write in one word, with what it means; 1 is an article too."""
    below_hundred = {word: number for number, word in enumerate(_SMALL, 2)}
    below_hundred |= {word: number * 10 for number, word in enumerate(_TENS, 2)}
    for number, unit in enumerate(("een", *_SMALL[:8]), 1):
        joint = "ën" if unit.endswith("e") and number > 1 else "en"
        below_hundred |= {f"{unit}{joint}{ten}": number + tens * 10 for tens, ten in enumerate(_TENS, 2)}
    yield from below_hundred.items()
    for scale in ("honderd", "duizend"):
        yield scale, _SCALES[scale]
        yield from ((f"{word}{scale}", number * _SCALES[scale]) for word, number in below_hundred.items())
    yield from {"miljoen": 10**6, "tiental": 10, "dozijn": 12, "honderdtal": 100, "duizendtal": 1000}.items()


_WORDS = dict(_written()) | _SEVERAL | dict.fromkeys(_SOME, 2)
_ANY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))

_IN_DIGITS = r"(?<![\w.,])(?:\d{1,3}(?:[. ]\d{3})+(?!\d|[.,]\d)|\d+(?:[.,]\d+)?)"

NUMBER = (
    rf"(?:{_IN_DIGITS}(?: (?:{'|'.join(_SCALES)})\b)?"
    rf"|\b(?:{_ANY_WORD})(?: (?:{_ANY_WORD}|miljard)\b)?(?!\w))"
)
"""Pattern of a number in text of small letters; it has no groups."""

_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+")


def number_of(said: str) -> float:
    """Say what words that match `NUMBER` mean, at least.

    "Tientallen" is at least twenty, "een paar" at least two.

    Example:
        >>> number_of("1.200"), number_of("2,5 miljoen"), number_of("een paar honderd"[4:])
        (1200.0, 2500000.0, 200.0)
    """
    if _GROUPED.fullmatch(said):
        return float(re.sub(r"\D", "", said))
    first, _, scale = said.rpartition(" ") if said.rpartition(" ")[2].isalpha() else (said, "", "")
    if not first:
        return float(_WORDS[scale])
    counted = _counted(first)
    if scale in _SEVERAL:
        return float(_SEVERAL[scale])
    return counted * (_SCALES.get(scale) or _WORDS.get(scale, 1))


def _counted(said: str) -> float:
    if said in _WORDS:
        return float(_WORDS[said])
    return float(re.sub(r"\D", "", said)) if _GROUPED.fullmatch(said) else float(said.replace(",", "."))
