"""Finds the gaps in what is known, from what was asked lately."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialogue import Dialogue
from bot.fixed_answers.sameness import load_sameness
from bot.gaps.gap import Asking, Gap, Settled, counted_once, gaps_in, hash_of
from bot.gaps.grouping import Group, grouped
from bot.intents.intent import Intent
from bot.storage.gaps import Gaps
from index.embedding.embedder import Vectors

AT_ONCE = 32
"""Questions that are embedded in one go: who asks something meanwhile waits no longer than that takes."""

MOST_ASKED = 5000
"""Different questions that are grouped, of what was asked: the first look stays within half a minute."""

MOST_DECIDED = 1000
"""Different questions that are grouped beside those because something was decided on them, the newest."""


@dataclass(frozen=True, slots=True)
class FoundGaps:
    """What was found.

    Attributes:
        gaps: all of them, also those on which something was decided; see `gaps_in` for the order.
        is_part: more different questions were asked than are grouped; what was asked least and longest ago
            is left out.
    """

    gaps: tuple[Gap, ...]
    is_part: bool


@dataclass(frozen=True, slots=True)
class _Grouping:
    """How questions were grouped.

    Attributes:
        counts: how often each was asked.
        groups: what came of it.
        off_topic: of the most typical question of each group whether it is about something else.
    """

    counts: Mapping[str, int]
    groups: tuple[Group, ...]
    off_topic: Mapping[str, bool]


class GapFinder:
    """Finds gaps. What it embedded and grouped is kept in memory, so that the next look takes no time.

    It looks once at a time: who asks meanwhile waits for what is under way, and gets what comes of that. Who
    gives up waiting does not stop it, as a thread cannot be stopped; what it did is there at the next look.

    Args:
        gaps: what was asked, and what was decided.
        dialogue: tells what is about the programme.
        period: how far back it looks.
    """

    def __init__(self, gaps: Gaps, dialogue: Dialogue, period: timedelta) -> None:
        self._gaps = gaps
        self._dialogue = dialogue
        self._period = period
        self._sameness = load_sameness(dialogue.embedder.name)
        self._vectors: dict[str, Vectors] = {}
        self._grouping = _Grouping({}, (), {})
        self._under_way: asyncio.Task[FoundGaps] | None = None

    async def find(self, now: datetime) -> FoundGaps:
        """Give all gaps, also those on which something was decided."""
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self._look(now))
        return await asyncio.shield(self._under_way)

    async def _look(self, now: datetime) -> FoundGaps:
        askings = await self._gaps.unanswered(now - self._period)
        return await asyncio.to_thread(self._find, askings, await self._gaps.decided())

    def _find(self, all_askings: Sequence[Asking], all_decided: Sequence[Settled]) -> FoundGaps:
        all_askings = counted_once(all_askings)
        counts = _most_asked(all_askings)
        askings = [one for one in all_askings if one.question in counts]
        # What was decided on says which group that was, and makes none.
        beside = dict.fromkeys(one.question for one in reversed(all_decided) if one.question not in counts)
        counts |= dict.fromkeys(list(beside)[:MOST_DECIDED], 0)
        decided = [one for one in all_decided if one.question in counts]
        self._embed(counts)
        if self._grouping.counts != counts:
            self._grouping = self._group(counts)
        gaps = gaps_in(self._grouping.groups, askings, decided, self._grouping.off_topic)
        return FoundGaps(gaps, is_part=len(askings) < len(all_askings))

    def _group(self, counts: Mapping[str, int]) -> _Grouping:
        groups = grouped(counts, self._vectors, self._sameness)
        known = self._grouping.off_topic
        firsts = [group.question for group in groups]
        off_topic = {one: known[one] if one in known else self._is_off_topic(one) for one in firsts}
        return _Grouping(counts, groups, off_topic)

    def _embed(self, questions: Iterable[str]) -> None:
        wanted = sorted(questions)
        new = [question for question in wanted if question not in self._vectors]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            self._vectors |= zip(some, self._dialogue.embedder.embed_queries(some), strict=True)
        self._vectors = {question: self._vectors[question] for question in wanted}

    def _is_off_topic(self, question: str) -> bool:
        return self._dialogue.recognise(question, self._vectors[question]).intent is Intent.OFF_TOPIC


def _most_asked(askings: Iterable[Asking]) -> dict[str, int]:
    """Count how often what was asked most, and of that the newest, was asked; `askings` oldest first."""
    counts: Counter[str] = Counter()
    newest: dict[str, int] = {}
    for place, one in enumerate(askings):
        counts[one.question] += 1
        newest[one.question] = place
    most = sorted(counts, key=lambda question: (-counts[question], -newest[question]))[:MOST_ASKED]
    return {question: counts[question] for question in most}


def gap_called(typed: str, gaps: Sequence[Gap]) -> Gap | None:
    """Give the gap with this id, also where another way of asking became the most typical; None for none."""
    typed = typed.casefold()
    by_id = next((gap for gap in gaps if gap.id == typed), None)
    asked_so = (gap for gap in gaps if any(hash_of(way).startswith(typed) for way, _ in gap.ways))
    return by_id or next(asked_so, None)
