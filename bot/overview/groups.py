"""Knelpunten that belong together: they look alike, or one was merged into another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.knelpunten.organisations import distinct_organisations
from bot.knelpunten.report import Knelpunt, Status
from bot.overview.organisations import organisations_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Knelpunten that belong together.

    Attributes:
        numbers: of them all, the oldest first.
        title: of the oldest that was not merged into another.
        organisations: how many different ones reported or support them.
    """

    numbers: tuple[str, ...]
    title: str
    organisations: int


def groups_of(knelpunten: Iterable[Knelpunt]) -> list[Group]:
    """Give what belongs together, largest first: by organisations, then by knelpunten.

    Alike is taken to be transitive. What is alone and of one organisation is no group.
    """
    by_number = {knelpunt.number: knelpunt for knelpunt in knelpunten}
    groups = [_group(members) for members in _connected(by_number)]
    groups = [group for group in groups if len(group.numbers) > 1 or group.organisations > 1]
    return sorted(groups, key=lambda group: (-group.organisations, -len(group.numbers), group.numbers))


def _group(members: list[Knelpunt]) -> Group:
    members = sorted(members, key=lambda knelpunt: (knelpunt.reported_at, knelpunt.number))
    face = next((knelpunt for knelpunt in members if knelpunt.status is not Status.MERGED), members[0])
    names = (name for knelpunt in members for name in organisations_of(knelpunt))
    return Group(
        numbers=tuple(knelpunt.number for knelpunt in members),
        title=face.report.title,
        organisations=len(distinct_organisations(names)),
    )


def _connected(by_number: Mapping[str, Knelpunt]) -> Iterable[list[Knelpunt]]:
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for knelpunt in by_number.values():
        merged = (knelpunt.merged_into,) if knelpunt.merged_into else ()
        for other in (*knelpunt.related, *merged):
            neighbours[knelpunt.number].add(other)
            neighbours[other].add(knelpunt.number)
    left = dict(by_number)
    while left:
        waiting = [next(iter(left))]
        members = []
        while waiting:
            number = waiting.pop()
            if number in left:
                members.append(left.pop(number))
                waiting += neighbours[number]
        yield members
