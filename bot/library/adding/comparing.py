"""What a new version of a document changes, passage by passage."""

from bisect import bisect
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.passage import Passage

ALIKE = 60.0
"""How alike (0 to 100) the words of two passages must be for the one to be the other, changed."""

FARTHEST = 50
"""How many passages from where it stood a changed passage is looked for: that keeps the work in bounds."""


@dataclass(frozen=True, slots=True)
class Step:
    """A passage of either version, or of both.

    Attributes:
        before: as it was; None where it is new.
        after: as it is now; None where it is gone.
    """

    before: Passage | None
    after: Passage | None

    @property
    def is_changed(self) -> bool:
        """Whether it is in both, with other words or under another heading."""
        return bool(self.before and self.after) and _words(self.before) != _words(self.after)


@dataclass(frozen=True, slots=True)
class Differences:
    """What a new version changes.

    Attributes:
        steps: all passages in the order of the new version; what is gone stands after what it came after.
    """

    steps: tuple[Step, ...]

    @property
    def new(self) -> tuple[Step, ...]:
        """Passages that were not there."""
        return tuple(step for step in self.steps if step.before is None)

    @property
    def gone(self) -> tuple[Step, ...]:
        """Passages that are no longer there."""
        return tuple(step for step in self.steps if step.after is None)

    @property
    def changed(self) -> tuple[Step, ...]:
        """Passages of which words or headings are others."""
        return tuple(step for step in self.steps if step.is_changed)

    @property
    def same(self) -> int:
        """How many passages stay as they are, maybe in another place."""
        return len(self.steps) - len(self.new) - len(self.gone) - len(self.changed)


def compare(before: Sequence[Passage], after: Sequence[Passage]) -> Differences:
    """Compare two versions of a document.

    Passages with the same words under the same headings are the same. Of the others those belong together
    that are most alike and stand at about the same place.
    """
    old, new = [_words(one) for one in before], [_words(one) for one in after]
    partners = _in_place(old, new)
    partners |= _moved(old, new, partners)
    partners |= _altered(old, new, partners)
    return Differences(tuple(_in_order(before, after, partners)))


def _words(passage: Passage | None) -> tuple[str, str]:
    return (passage.section, passage.text) if passage else ("", "")


def _in_place(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Pair what stayed in its place, in a time that grows as their number does, however often they repeat.

    As in patience diff (Bram Cohen): of what is in each version once, the most that stands in the same order;
    then what is the same right behind or before what was paired, or at the beginning or end.
    """
    once_old, once_new = _once(old), _once(new)
    both = [(once_old[words], number) for words, number in once_new.items() if words in once_old]
    start, end = (-1, -1), (len(old), len(new))
    anchors = [start, *_longest_rising(both), end]
    partners = {number: other for other, number in anchors[1:-1]}
    taken = set(partners.values())
    for step, begin, stop in ((1, anchors, end), (-1, anchors[::-1], start)):
        for anchor in begin:
            olds, news = (range(at + step, last, step) for at, last in zip(anchor, stop, strict=True))
            for other, number in zip(olds, news, strict=False):
                if number in partners or other in taken or old[other] != new[number]:
                    break
                partners[number] = other
                taken.add(other)
    return partners


def _once(all_words: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Give the place of what is there once, in order."""
    counts = Counter(all_words)
    return {words: place for place, words in enumerate(all_words) if counts[words] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the most pairs of which the first numbers rise, by patience sorting; the second rise already."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for place, (first, _second) in enumerate(pairs):
        pile = bisect(tops, first)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1], piles[pile : pile + 1] = [first], [place]
    found: list[tuple[int, int]] = []
    last = piles[-1] if piles else None
    while last is not None:
        found.append(pairs[last])
        last = before[last]
    return found[::-1]


def _moved(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], partners: Mapping[int, int]
) -> dict[int, int]:
    """Pair what is the same, but stands elsewhere."""
    places: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for number in _left(len(old), partners.values()):
        places[old[number]].append(number)
    return {
        number: places[new[number]].popleft()
        for number in _left(len(new), partners.keys())
        if places[new[number]]
    }


def _altered(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], partners: Mapping[int, int]
) -> dict[int, int]:
    """Pair what is alike, the most alike first."""
    olds, news = _left(len(old), partners.values()), _left(len(new), partners.keys())
    scale = len(olds) / max(len(news), 1)
    near: list[tuple[float, int, int]] = []
    for place, number in enumerate(news):
        middle = int(place * scale)
        for other in olds[max(middle - FARTHEST, 0) : middle + FARTHEST + 1]:
            score = fuzz.ratio(old[other][1], new[number][1], score_cutoff=ALIKE)
            if score:
                near.append((score, number, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _score, number, other in sorted(near, key=lambda found: (-found[0], found[1], found[2])):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def _left(count: int, taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [number for number in range(count) if number not in known]


def _in_order(
    before: Sequence[Passage], after: Sequence[Passage], partners: Mapping[int, int]
) -> Iterator[Step]:
    places = {old: new for new, old in partners.items()}
    gone: defaultdict[int, list[Passage]] = defaultdict(list)
    behind = -1
    for number, passage in enumerate(before):
        if number in places:
            behind = places[number]
        else:
            gone[behind].append(passage)
    yield from (Step(passage, None) for passage in gone[-1])
    for number, passage in enumerate(after):
        yield Step(before[partners[number]] if number in partners else None, passage)
        yield from (Step(one, None) for one in gone[number])
