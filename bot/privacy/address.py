"""Places where people live: a street with a number, or a postcode with a number."""

import re
from collections.abc import Iterator

from bot.privacy.labels import before
from bot.privacy.street import street_ending_with
from bot.privacy.words import Words

_CAPITALISED = r"[^\W\d_a-zß-ÿ][\w'-]+"
_NUMBER = (
    r"(?:(?:nr\.?|no\.?|nummer|huisnummer|huisnr\.?|hnr\.?)[ :]{1,2})?(?P<number>[1-9]\d{0,4})"
    r"(?:[a-z]{1,2}(?![^\W_]))?"
    r"(?: ?[-/] ?(?:\d{1,4}|[a-z]{1,4})(?![^\W_]))?(?: (?:bis|hs|huis|(?-i:[A-Z])(?![\w.])|nr\.? \d{1,5}))?"
    r"(?![\w%]|[-,.:/]\d)"
)
_NUMBERED = re.compile(rf"(?<=[^\W\d_])\.? {{1,2}}{_NUMBER}", re.IGNORECASE)
_POSTCODE = r"[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}(?!\w)"
_SMALL_POSTCODE = r"[1-9]\d{3}(?!s[ads])[a-z]{2}(?!\w)"
_REST = re.compile(
    rf"[ ,]{{0,3}}\n?(?P<postcode>{_POSTCODE})"
    rf"(?:[ ,]{{1,3}}(?:'s-)?{_CAPITALISED}(?: (?:aan|den|de|der|op|bij|van|'t|{_CAPITALISED})){{0,4}})?"
)
_POSTCODE_AND_NUMBER = re.compile(
    rf"(?<![\w-])(?:{_POSTCODE}|{_SMALL_POSTCODE})(?:,? |\n| ?[/-] ?)(?i:{_NUMBER})"
)
_POSTCODE_ALONE = re.compile(rf"(?<![\w-]){_POSTCODE}")
_PO_BOX = re.compile(r"(?:postbus|antwoordnummer)(?: n(?:umme)?r\.?)?[ \d.,\n]*$", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:wo(?:on|ont|nen|nend|nende|onde)|woonachtig|bewo(?:on|ont|ner)|ingeschreven|inschrijving|verblij(?:ft|ven|vend|vende|fplaats)|"
    r"verhui\w+|bezorgd|(?:woon|brief|post|huis|verblijf|verblijfs|thuis|bezorg)?adres)[^\n.;\d]{0,30}$",
    re.IGNORECASE,
)
# Letters after a year or a number that are no postcode's: "2019 BW 7".
_LAWS = frozenset("EU BW WW WA ZW RV SV SR NR EG HR NJ".split())
_UNIT = re.compile(
    r" ?(?:jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|uren|keer|maal|procent|euro|personen|mensen|"
    r"woningen|stuks|km|meter|van de|burgers|gezinnen|kinderen|aanvragen|gevallen|medewerkers)\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Streets with a house number (and what follows of postcode and place), and postcodes with a number.

    A post box is not where someone lives. A postcode alone counts only after words such as ``woont in``; a
    street without one of the usual endings only there, or before a postcode.
    """
    reached = 0
    for start, end in sorted([*_streets(text), *_postcodes(text)], key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end
            reached = end


def _streets(text: str) -> Iterator[tuple[int, int]]:
    words = Words(text)
    for match in _NUMBERED.finditer(text):
        last = words.ending_at(match.start())
        if last is None or _UNIT.match(text, match.end()):
            continue
        rest = _REST.match(text, match.end())
        expected = rest is not None or _LIVES.search(before(text, match.start())) is not None
        first = street_ending_with(words, last, expected=expected)
        if (
            first is None
            or _PO_BOX.search(words[last].text)
            or (int(match["number"]) in _YEARS and not expected)
        ):
            continue
        yield words[first].start, rest.end() if rest else match.end()


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    for match in _POSTCODE_AND_NUMBER.finditer(text):
        is_law = match[0][4:].lstrip()[:2] in _LAWS
        if not (is_law or _follows_po_box(text, match.start()) or _UNIT.match(text, match.end())):
            yield match.span()
    for match in _POSTCODE_ALONE.finditer(text):
        lives = _LIVES.search(before(text, match.start()))
        if lives and not _follows_po_box(text, match.start()) and match[0][-2:] not in _LAWS:
            yield match.span()


def _follows_po_box(text: str, place: int) -> bool:
    return _PO_BOX.search(before(text, place)) is not None
