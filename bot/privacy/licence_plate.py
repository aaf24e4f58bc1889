"""Dutch licence plates."""

import re
from collections.abc import Iterator
from itertools import groupby

from bot.privacy.labels import before, names_another_number

# The forms that the RDW has given out (sidecodes 1 to 14), X for a letter and 9 for a digit.
_SIDECODES = frozenset(
    "XX9999 9999XX 99XX99 XX99XX XXXX99 99XXXX 99XXX9 9XXX99 "
    "XX999X X999XX XXX99X X99XXX 9XX999 999XX9".split()
)
_NEVER_THREE = frozenset("GVD KKK KVT LPF NSB PKK PSV PVV SGP TBS".split())
_NEVER_TWO = frozenset("SA SD SS".split())
_CONSONANTS = frozenset("BDFGHJKLMNPRSTVWXYZ")
_PART = r"(?:[A-Za-z]{1,4}|\d{1,4})"
_WITH_DASHES = re.compile(r"(?<![\w-])[A-Z\d]{1,3}-[A-Z\d]{1,3}-[A-Z\d]{1,3}(?![\w-])")
_ANY_FORM = re.compile(rf"{_PART}(?:[ .-]?{_PART}){{1,3}}(?![^\W_])")
_LABEL = re.compile(
    r"\b(?:kenteken(?:s|nummer|nr|plaat)?|nummerplaat|nummerbord)(?: (?:is|was|nummer|van|de|het|auto|een))*"
    r"[ :=(\"']*",
    re.IGNORECASE,
)


_VEHICLE = re.compile(
    r"auto|voertuig|kenteken|parke|motor|scooter|brommer|aanhang|caravan|bestelbus|busje|taxi|boete|wagen|rdw|apk",
    re.IGNORECASE,
)


def find_licence_plates(text: str) -> Iterator[tuple[int, int]]:
    """Plates of an existing form, written with dashes and capitals, or in any way after ``kenteken``."""
    reached = 0
    for start, end in sorted([*_labelled(text), *_with_dashes(text)]):
        if start >= reached:
            yield start, end
            reached = end


def _with_dashes(text: str) -> Iterator[tuple[int, int]]:
    for match in _WITH_DASHES.finditer(text):
        parts = match[0].split("-")
        broken_right = (
            len(parts) == len(_letters_and_digits("".join(parts))) or len(set(map(len, parts))) == 1
        )
        if names_another_number(text, match.start()) or not broken_right:
            continue
        strict = _VEHICLE.search(before(text, match.start())) is None
        if _is_plate("".join(parts), strict=strict):
            yield match.span()


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    for label in _LABEL.finditer(text):
        match = _ANY_FORM.match(text, label.end())
        if match is None:
            continue
        end = match.end()
        while end > match.start():
            if not text[end : end + 1].isalnum() and _is_plate(
                re.sub(r"[ .-]", "", text[match.start() : end]), strict=False
            ):
                yield match.start(), end
                break
            end -= 1


def _letters_and_digits(plate: str) -> list[str]:
    return ["".join(part) for _, part in groupby(plate, key=str.isdigit)]


def _is_plate(plate: str, *, strict: bool) -> bool:
    """Whether a plate has an existing form and, if strict, only letters that the RDW gives out."""
    plate = plate.upper()
    form = "".join("9" if character.isdigit() else "X" for character in plate)
    if form not in _SIDECODES:
        return False
    if not strict:
        return True
    letters = [part for part in _letters_and_digits(plate) if part.isalpha()]
    if form in {"XX9999", "9999XX", "99XX99"}:
        return letters[0] not in _NEVER_TWO
    return all(
        set(part) <= _CONSONANTS and part not in _NEVER_TWO | _NEVER_THREE and part[:3] not in _NEVER_THREE
        for part in letters
    )
