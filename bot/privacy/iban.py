"""International bank account numbers (IBAN)."""

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(
    r"(?<![^\W_])(?=([a-z]{2} ?\d\d[a-z0-9]{0,30}(?:(?:[ .-]\n?|\n ?)[a-z0-9]{1,30}){0,9}))", re.IGNORECASE
)
_GAPS = re.compile(r"[ .\n-]")
_GROUP_END = re.compile(r"[a-z0-9](?![^\W_])", re.IGNORECASE)
_LENGTHS = range(15, 35)


def find_ibans(text: str) -> Iterator[tuple[int, int]]:
    """Account numbers of any country whose check digits and national form are right."""
    reached = 0
    for match in _CANDIDATE.finditer(text):
        start, limit = match.span(1)
        if start < reached:
            continue
        ends = [group.end() for group in _GROUP_END.finditer(text, start, limit)]
        end = next((end for end in reversed(ends) if _is_iban(text[start:end])), None)
        if end is not None:
            yield start, end
            reached = end


def _is_iban(written: str) -> bool:
    number = _GAPS.sub("", written)
    if len(number) not in _LENGTHS:
        return False
    from stdnum import iban  # noqa: PLC0415  # not loaded before there is a number to check

    return iban.is_valid(number)
