"""Finds the gaps in what is known, from what was asked lately."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
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


class GapFinder:
    """Finds gaps. What it embedded and grouped is kept in memory, so that the next look takes no time.

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
        self._grouped: tuple[Counter[str], tuple[Group, ...]] = Counter(), ()
        self._finding = asyncio.Lock()

    async def find(self, now: datetime) -> tuple[Gap, ...]:
        """Give all gaps, also those on which something was decided; see `gaps_in` for the order."""
        askings = counted_once(await self._gaps.unanswered(now - self._period))
        decided = await self._gaps.decided()
        async with self._finding:
            return await asyncio.to_thread(self._find, askings, decided)

    def _find(self, askings: Sequence[Asking], decided: Sequence[Settled]) -> tuple[Gap, ...]:
        counts = Counter(one.question for one in askings)
        # What was decided on says which group that was, and makes none.
        counts.update({settled.question: 0 for settled in decided})
        self._embed(counts)
        if self._grouped[0] != counts or len(self._grouped[0]) != len(counts):
            self._grouped = counts, grouped(counts, self._vectors, self._sameness)
        groups = self._grouped[1]
        off_topic = {group.question: self._is_off_topic(group.question) for group in groups}
        return gaps_in(groups, askings, decided, off_topic)

    def _embed(self, questions: Iterable[str]) -> None:
        wanted = sorted(questions)
        new = [question for question in wanted if question not in self._vectors]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            self._vectors |= zip(some, self._dialogue.embedder.embed_queries(some), strict=True)
        self._vectors = {question: self._vectors[question] for question in wanted}

    def _is_off_topic(self, question: str) -> bool:
        return self._dialogue.recognise(question, self._vectors[question]).intent is Intent.OFF_TOPIC


def gap_called(typed: str, gaps: Sequence[Gap]) -> Gap | None:
    """Give the gap with this id, also where another way of asking became the most typical; None for none."""
    typed = typed.casefold()
    by_id = next((gap for gap in gaps if gap.id == typed), None)
    asked_so = (gap for gap in gaps if any(hash_of(way).startswith(typed) for way, _ in gap.ways))
    return by_id or next(asked_so, None)
