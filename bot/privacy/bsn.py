"""Citizen service numbers (BSN)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.privacy.digit_groups import DigitGroups, is_joined_to_letters, runs_of_digits, windows
from bot.privacy.labels import before, is_inside_account_number, is_money, names_another_number

_LENGTH = 9
_SHORT = 8
_USUAL_GROUPS = {(9,), (4, 2, 3), (3, 3, 3), (1,) * 9}
_LABEL = re.compile(
    r"(?<![^\W_])(?:b\.?s\.?n|burger[ -]?service[ -]?n(?:umme)?r|burgerservicenr|sofi(?:[ -]?n(?:umme)?r)?)"
    r"[^\d\n]{0,30}\n?$",
    re.IGNORECASE,
)


def find_bsns(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of nine digits that pass the eleven test, however they are broken up.

    Of eight digits (the first zero left out) or oddly broken up only after a word such as BSN; with dots as
    in an amount (``123.456.782``) likewise.
    """
    for run in runs_of_digits(text):
        first = 0
        while first < len(run):
            found = next((groups for groups in _candidates(text, run, first) if _is_bsn(text, groups)), None)
            if found is None:
                first += 1
            else:
                yield found.start, found.end
                first += len(found.groups)


def _candidates(text: str, run: tuple[tuple[int, int], ...], first: int) -> Iterator[DigitGroups]:
    return windows(text, run, first, range(_SHORT, _LENGTH + 1), most_groups=_LENGTH)


def _is_bsn(text: str, groups: DigitGroups) -> bool:
    labelled = _LABEL.search(before(text, groups.start)) is not None
    if not labelled and not (_has_usual_form(groups) and _stands_free(text, groups)):
        return False
    from stdnum.nl import bsn  # noqa: PLC0415  # not loaded before there is a number to check

    return bsn.is_valid(groups.digits)


def _has_usual_form(groups: DigitGroups) -> bool:
    if len(groups.digits) != _LENGTH or groups.is_part_of_longer:
        return False
    if "\n" in "".join(groups.gaps):
        return (
            len(groups.gaps) == 1 and groups.gaps[0].strip(" -") == "\n" and not groups.before + groups.after
        )
    alike = all(one == other for one, other in pairwise(groups.gaps))
    shape = tuple(map(len, groups.groups))
    return shape in _USUAL_GROUPS and alike and not (shape == (3, 3, 3) and "." in groups.gaps)


def _stands_free(text: str, groups: DigitGroups) -> bool:
    return not (
        is_joined_to_letters(text, groups.start, groups.end)
        or is_money(text, groups.start, groups.end)
        or names_another_number(text, groups.start)
        or is_inside_account_number(text, groups.start)
    )
