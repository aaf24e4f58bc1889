"""Numbers of knelpunten that people can say: KP-2026-0042."""

import re

_NUMBER = re.compile(r"\bkp[\s-]*(\d{4})[\s-]*0*(\d{1,6})\b", re.IGNORECASE)


def number_of(year: int, rank: int) -> str:
    """Write the number of the rank-th knelpunt of a year."""
    return f"KP-{year}-{rank:04d}"


def rank_of(number: str) -> int:
    """Give the rank within its year of a number as `number_of` wrote it."""
    return int(number.rsplit("-", 1)[1])


def number_and_rest(text: str) -> tuple[str | None, str]:
    """Find a number in what somebody typed, and give the text without it where it stands in front."""
    found = _NUMBER.search(text)
    rest = text[found.end() :].lstrip(" :;,.-\n") if found and found.start() == 0 else text
    return find_number(text), rest


def find_number(text: str) -> str | None:
    """Find a number in what somebody typed, however they wrote it; None where there is none."""
    found = _NUMBER.search(text)
    return number_of(int(found[1]), int(found[2])) if found else None
