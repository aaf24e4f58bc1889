"""A question that many people ask, and that gets no good answer."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.gaps.actions import Decision
from bot.gaps.grouping import Group
from bot.messages import Kind
from bot.overview.period import day_here
from index.words import words

SHORTEST_ID = 4


class Asking(Protocol):
    """That a question got no good answer, once."""

    @property
    def question(self) -> str:
        """The question."""

    @property
    def asked_at(self) -> datetime:
        """When."""

    @property
    def kind(self) -> Kind:
        """What was replied to it."""

    @property
    def unhelpful(self) -> bool:
        """Whether somebody said that the answer did not help."""


class Settled(Protocol):
    """What was decided on a question."""

    @property
    def question(self) -> str:
        """The question."""

    @property
    def decision(self) -> Decision:
        """What was decided."""

    @property
    def at(self) -> datetime:
        """When."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question that gets no good answer, in all ways in which people ask it; nothing says who did.

    Attributes:
        id: some letters of a hash of the question: it stays the same as long as that is the most typical one.
        question: the most typical way of asking it.
        ways: each way of asking it that is open, with how often it was asked so, the most typical one first.
        unknown: how often nothing was found.
        nearby: how often only something came near.
        unhelpful: how often an answer was given that did not help.
        last: the day on which it was last asked.
        decided: what was last decided on it, or None.
        is_open: it was asked after that.
        off_topic: it is not about the programme, as far as one can tell.
    """

    id: str
    question: str
    ways: tuple[tuple[str, int], ...]
    unknown: int
    nearby: int
    unhelpful: int
    last: date
    decided: Decision | None
    is_open: bool
    off_topic: bool

    @property
    def count(self) -> int:
        """How often it was asked."""
        return self.unknown + self.nearby + self.unhelpful

    @property
    def is_aside(self) -> bool:
        """Whether it probably needs nothing: it was found to be out of scope before, or looks so and is rare.

        What is asked more often stays where it is, as whether it is about the programme is told roughly.
        """
        return self.decided is Decision.OUT_OF_SCOPE or (self.off_topic and self.count == 1)


def counted_once(askings: Iterable[Asking]) -> tuple[Asking, ...]:
    """Leave out what is said twice: that a reply did not help which was no answer in the first place."""
    return tuple(one for one in askings if not one.unhelpful or one.kind is Kind.ANSWER)


def gaps_in(
    groups: Sequence[Group],
    askings: Sequence[Asking],
    decided: Sequence[Settled],
    off_topic: Mapping[str, bool],
) -> tuple[Gap, ...]:
    """Make a gap of each group that was asked; those that are asked most come first, what is aside last.

    Args:
        groups: all questions that were asked or decided on.
        askings: what got no good answer, each once.
        decided: what was decided; it holds for what was asked before, in the same group.
        off_topic: of the most typical question of each group whether it is about something else.
    """
    group_of = {question: number for number, group in enumerate(groups) for question in group.questions}
    asked: dict[int, list[Asking]] = {}
    for one in askings:
        asked.setdefault(group_of[one.question], []).append(one)
    last: dict[int, Settled] = {}
    for settled in sorted(decided, key=lambda one: one.at):
        last[group_of[settled.question]] = settled
    ids = ids_of([groups[number].question for number in asked])
    gaps = [
        _gap(groups[number], ids[groups[number].question], found, last.get(number), off_topic)
        for number, found in asked.items()
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.is_aside, -gap.count, -gap.last.toordinal(), gap.id)))


def ids_of(questions: Iterable[str]) -> dict[str, str]:
    """Give each question a short id, as long as it takes for no two to have the same."""
    hashes = {question: hash_of(question) for question in questions}
    length = SHORTEST_ID
    while len({hashed[:length] for hashed in hashes.values()}) < len(hashes):
        length += 1
    return {question: hashed[:length] for question, hashed in hashes.items()}


def hash_of(question: str) -> str:
    """Hash the words of a question: capitals and signs make no difference."""
    return hashlib.sha256(" ".join(words(question) or [question]).encode()).hexdigest()


def _gap(
    group: Group,
    identity: str,
    askings: Sequence[Asking],
    settled: Settled | None,
    off_topic: Mapping[str, bool],
) -> Gap:
    since = [one for one in askings if settled is None or one.asked_at > settled.at]
    counted = since or askings
    ways = Counter(one.question for one in counted)
    return Gap(
        id=identity,
        question=group.question,
        ways=tuple((question, ways[question]) for question in group.questions if ways[question]),
        unknown=sum(one.kind is Kind.UNKNOWN for one in counted),
        nearby=sum(one.kind is Kind.NEARBY for one in counted),
        unhelpful=sum(one.unhelpful for one in counted),
        last=max(day_here(one.asked_at) for one in counted),
        decided=settled.decision if settled else None,
        is_open=bool(since),
        off_topic=off_topic[group.question],
    )
