"""Dates of birth: a date is one only where the words or data beside it say so."""

import re
from collections.abc import Collection, Iterator

from bot.privacy.labels import before

_MONTH = (
    r"(?:jan(?:uari)?|febr?(?:uari)?|m(?:aa)?rt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _MONTH_NUMBER, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_SHORT_YEAR = rf"(?:{_YEAR}|'?\d\d)"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:(?P<written>{_DAY}(?:e|ste|de)? {{0,2}}{_MONTH} {{0,2}}{_SHORT_YEAR})"
    rf"|(?P<iso>{_YEAR}[-/.]{_MONTH_NUMBER}[-/.]{_DAY})"
    rf"|(?P<numeric>{_DAY}(?P<mark> ?[-/.] ?| ){_MONTH_NUMBER}(?P=mark){_SHORT_YEAR})"
    r"|(?P<compact>\d{8}))(?![\w]|[-/]\d|[.,]\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}"
)
_CUE_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:geboren|geb\.?|gebooren|geboortedat(?:um|a)|geb\.? ?dat(?:um)?|geboortedag|geboorte|"
    r"d\.?o\.?b|verjaart|jarig)(?![^\W_])[^\d]{0,40}|\(\* ?)$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    r"\)?,? ?\n?(?:is |was |ben |te \w+ |in \w+ )?geboren(?! zijn| werden| is of)(?![^\W_])", re.IGNORECASE
)
# "Wie geboren is voor 1 januari 1950" is a rule about many people.
_RULE = re.compile(
    r"\b(?:voor|vóór|na|vanaf|tussen|sinds|tot|per|t/m|tot en met|eerder dan|later dan|uiterlijk|"
    r"(?<!geboren )(?:is|werd|wordt|zijn) op|"
    r"wijzig\w*|gewijzigd|gecorrigeerd|ingevoerd|doorgegeven|regeling|wet|van)(?: of op)?[ :]*$",
    re.IGNORECASE,
)
_AFTER_A_DAY = re.compile(
    r"\b(?:voor|vóór|na|vanaf|tussen|sinds|tot|t/m|tot en met)(?: de)?[ :]*$", re.IGNORECASE
)
_BESIDE = re.compile(r"[ ]?[(,;/|-]{0,2}[ \n]?")
_NEAREST = 4


def find_birth_dates(text: str, ends: Collection[int]) -> Iterator[tuple[int, int]]:
    """Dates after or before a word such as ``geboren``, and dates right behind a person's BSN or name.

    Args:
        text: folded text.
        ends: places where a BSN ends, or a name before a bracket.
    """
    for match in _DATE.finditer(text):
        if match["compact"] and not _COMPACT.fullmatch(match["compact"]):
            continue
        if _is_birth_date(text, match, ends):
            yield match.span()


def _is_birth_date(text: str, date: re.Match[str], ends: Collection[int]) -> bool:
    words = before(text, date.start())
    cue = _CUE_BEFORE.search(words)
    if cue:
        return not _RULE.search(cue[0])
    if date["compact"]:
        return False
    if _CUE_AFTER.match(text, date.end()):
        return not _AFTER_A_DAY.search(words)
    return any(
        place in ends and _BESIDE.fullmatch(text, place, date.start())
        for place in range(date.start(), date.start() - _NEAREST, -1)
    )
