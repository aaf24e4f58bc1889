"""Finds gaps from the command line, and notes what is decided on them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.assembly.answering import open_dialogue
from bot.cli.progress import progress_on_stderr
from bot.dialogue import Dialogue
from bot.gaps.actions import DecideOnQuestion, Decision
from bot.gaps.finding import FoundGaps, GapFinder, gap_called
from bot.gaps.gap import Gap
from bot.settings import Settings, load_settings
from bot.storage.database import opened
from bot.storage.fixed_answers import FixedAnswers
from bot.storage.gaps import Gaps


class GapUnknown(Exception):
    """There is no gap with this id.

    Attributes:
        typed: the id as it was given.
    """

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


@dataclass(frozen=True, slots=True)
class Store:
    """The gaps and fixed answers in an open database, and what answers questions."""

    kept: Gaps
    answers: FixedAnswers
    dialogue: Dialogue
    settings: Settings

    async def gaps(self) -> FoundGaps:
        """Give all gaps, also those on which something was decided."""
        period = timedelta(days=self.settings.retention.message_days)
        return await GapFinder(self.kept, self.dialogue, period).find(datetime.now(UTC))

    async def gap(self, typed: str) -> Gap:
        """Give the gap with an id.

        Raises:
            GapUnknown: there is none.
        """
        gap = gap_called(typed, (await self.gaps()).gaps)
        if gap is None:
            raise GapUnknown(typed)
        return gap

    async def decide(self, gap: Gap, decision: Decision) -> None:
        """Note what was decided on a gap."""
        action = DecideOnQuestion(question=gap.question, decision=decision)
        await self.kept.decide(action, datetime.now(UTC))


@asynccontextmanager
async def open_store() -> AsyncIterator[Store]:
    """Open the database that the settings name, and what answers questions, for as long as it is used."""
    settings = load_settings()
    dialogue = await asyncio.to_thread(open_dialogue, settings, None, progress_on_stderr)
    async with opened(settings.database) as engine:
        yield Store(Gaps(engine), FixedAnswers(engine), dialogue, settings)
