"""Telephone numbers of people."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.privacy.digit_groups import DigitGroups, is_joined_to_letters, runs_of_digits, windows
from bot.privacy.labels import before, is_inside_account_number, names_another_number

_MOST_GROUPS = 8
_NATIONAL = re.compile(r"0(?:[1-8]\d{8}|97\d{8})")
_INTERNATIONAL = re.compile(r"00[1-9]\d{7,14}")
_WITHOUT_ZERO = re.compile(r"6[1-58]\d{7}")
_PLUS = re.compile(r"\+ ?\(?$|\(\+$")
_LABEL = re.compile(r"(?<![^\W_])(?:tel(?:efoon)?|mob(?:iel)?|gsm|06|whatsapp)[^\d\n]{0,20}$", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d(?!\d)")


def find_phone_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Dutch and, with + or 00, foreign numbers; not the public service numbers (0800, 0900, 14 070, 112)."""
    for run in runs_of_digits(text):
        first = 0
        while first < len(run):
            found = next(
                (groups for groups in _candidates(text, run, first) if _is_phone(text, groups)), None
            )
            if found is None:
                first += 1
            else:
                yield _with_prefix(text, found.start), found.end
                first += len(found.groups)


def _candidates(text: str, run: tuple[tuple[int, int], ...], first: int) -> Iterator[DigitGroups]:
    return windows(text, run, first, range(8, 18), most_groups=_MOST_GROUPS)


def _is_phone(text: str, groups: DigitGroups) -> bool:
    international = _PLUS.search(text[max(0, groups.start - 3) : groups.start]) is not None
    digits = "00" + groups.digits if international else groups.digits
    if _INTERNATIONAL.fullmatch(digits):
        return not is_joined_to_letters(text, groups.start, groups.end) and _is_of_a_person(digits)
    if not _NATIONAL.fullmatch(digits) and not (
        _WITHOUT_ZERO.fullmatch(digits) and _LABEL.search(before(text, groups.start))
    ):
        return False
    return _stands_free(text, groups) and _is_of_a_person(digits)


def _stands_free(text: str, groups: DigitGroups) -> bool:
    if groups.before in {"-", ".", "/"} or _DATE.match(text, groups.start) or len(groups.groups[0]) == 1:
        return False
    if _LABEL.search(before(text, groups.start)):
        return True
    in_a_row_of_figures = groups.before == " " and " " in groups.gaps and not groups.digits.startswith("06")
    return not (
        in_a_row_of_figures
        or is_joined_to_letters(text, groups.start, groups.end)
        or names_another_number(text, groups.start)
        or is_inside_account_number(text, groups.start)
    )


def _with_prefix(text: str, start: int) -> int:
    prefix = _PLUS.search(text[max(0, start - 3) : start])
    if prefix:
        return start - len(prefix[0])
    return start - 1 if text[:start].endswith("(") and ")" in text[start : start + 6] else start


@lru_cache(maxsize=1024)
def _is_of_a_person(digits: str) -> bool:
    """Whether digits, dialled in the Netherlands, reach something else than a service number."""
    import phonenumbers  # noqa: PLC0415  # not loaded before there is a number to check

    try:
        number = phonenumbers.parse(digits, "NL")
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.number_type(number)
    return phonenumbers.is_valid_number(number) and kind not in {
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
    }
