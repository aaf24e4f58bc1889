"""Digits that stand together, as people break them up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = re.compile(r"\d(?:[ ./()-]{0,3}\n?[ (]?\d)*")
_GROUP = re.compile(r"\d+")
_JOINED_BEFORE = re.compile(r"(?:[^\W\d]|[^\W_][-_]|[^\W\d_]/|\d[.,])$")
_JOINED_AFTER = re.compile(r"[^\W\d]|[-_][^\W_]")


@dataclass(frozen=True, slots=True)
class DigitGroups:
    """Some neighbouring groups of digits, such as ``06``, ``12345678`` in ``06-12345678``.

    Attributes:
        start: where the first digit stands.
        end: place after the last digit.
        groups: the digits of each group.
        gaps: what stands between the groups; one fewer than groups.
        before: what stands between these and the group before it, "" when there is none.
        after: what stands between these and the group after it, "" when there is none.
    """

    start: int
    end: int
    groups: tuple[str, ...]
    gaps: tuple[str, ...]
    before: str
    after: str

    @property
    def digits(self) -> str:
        """All digits, without what stands between."""
        return "".join(self.groups)

    @property
    def is_part_of_longer(self) -> bool:
        """Whether the same mark that joins these groups joins them to yet another one."""
        joins = set(self.gaps) or set("-.")
        return self.before in joins or self.after in joins


def runs_of_digits(text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every series of digit groups with at most a few marks between, as places of its groups."""
    for run in _RUN.finditer(text):
        yield tuple(
            (run.start() + group.start(), run.start() + group.end()) for group in _GROUP.finditer(run[0])
        )


def windows(
    text: str, run: tuple[tuple[int, int], ...], first: int, lengths: range, most_groups: int
) -> Iterator[DigitGroups]:
    """Neighbouring groups from one on that have a number of digits in a range; the longest first."""
    found = []
    count = 0
    for last in range(first, min(len(run), first + most_groups)):
        count += run[last][1] - run[last][0]
        if count >= lengths.stop:
            break
        if count in lengths:
            found.append(_groups(text, run, first, last))
    yield from reversed(found)


def is_joined_to_letters(text: str, start: int, end: int) -> bool:
    """Whether a number is a part of a code, such as ``KP-123``, ``INC123`` or ``123B01``."""
    return (
        _JOINED_BEFORE.search(text[max(0, start - 2) : start]) is not None
        or _JOINED_AFTER.match(text, end) is not None
    )


def _groups(text: str, run: tuple[tuple[int, int], ...], first: int, last: int) -> DigitGroups:
    def gap(index: int) -> str:
        return text[run[index][1] : run[index + 1][0]]

    return DigitGroups(
        start=run[first][0],
        end=run[last][1],
        groups=tuple(text[start:end] for start, end in run[first : last + 1]),
        gaps=tuple(gap(index) for index in range(first, last)),
        before=gap(first - 1) if first else "",
        after=gap(last) if last + 1 < len(run) else "",
    )
