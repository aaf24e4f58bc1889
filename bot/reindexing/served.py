"""The index that the assistant answers from, and the dialogue that does so."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.assembly.answering import answering_from
from bot.assembly.generations import generations_of
from bot.dialogue import Dialogue
from bot.evaluation.measuring import lapsed
from bot.indexing import as_before
from bot.overview.period import day_here
from bot.reindexing.apart import reindex_apart
from bot.reindexing.collection import Collection, collection_of
from bot.reindexing.made_files import keep_made_files
from bot.reindexing.reindexed import Reindexed, Step
from bot.reindexing.under_way import UnderWay
from bot.reindexing.work import Work
from bot.settings import Settings
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from index.backend import Generations
from index.embedding.embedder import Embedder
from index.search import Index

Run = Callable[[Work, Callable[[Step], None]], Awaitable[Reindexed]]
"""Does the work on an index, and tells how far it is."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database says that is to be done, and to be known.

    Attributes:
        jobs: what is to be done to the index.
        knelpunten: what was learned from them.
        library: what admins added and withdrew.
    """

    jobs: IndexJobs
    knelpunten: Knelpunten
    library: Library


@dataclass(frozen=True, slots=True)
class Served:
    """The index of the assistant, and who answers from it.

    Attributes:
        stored: what is to be known.
        dialogue: answers from the index.
        embedder: the model.
        settings: name the folders.
        under_way: told how far the work is.
        run: does the work.
    """

    stored: Stored
    dialogue: Dialogue
    embedder: Embedder
    settings: Settings
    under_way: UnderWay
    run: Run = reindex_apart

    @property
    def generations(self) -> Generations:
        """The index."""
        return generations_of(self.settings)

    async def number(self) -> int:
        """Give the number of the generation that serves; 0 where none does."""
        return await asyncio.to_thread(self.generations.serving)

    async def collection(self) -> Collection:
        """Say what the index is made of."""
        return await asyncio.to_thread(as_before, collection_of(self.settings), self.generations)

    async def write_files(self) -> None:
        """Write the documents that are made from the database."""
        await keep_made_files(self.settings, self.stored.knelpunten, self.stored.library)

    async def reindex(self, *, forced: bool = False) -> Reindexed:
        """Read the documents again.

        Args:
            forced: what comes of it serves however bad it is.

        Raises:
            LockedError: another process changes the index.
            ReindexingFailed: anything else.
        """
        await self.write_files()
        work = Work(
            settings=self.settings,
            collection=await self.collection(),
            generations=self.generations,
            hidden=lapsed(await self.stored.library.terms(), day_here(datetime.now(UTC))),
            forced=forced,
        )
        try:
            return await self.run(work, self.under_way.note)
        finally:
            self.under_way.over()

    async def switch(self) -> None:
        """Let the dialogue answer from the generation that serves, whoever made that.

        Raises:
            NoIndexError: there is none that can be read.
            WrongModelError: another model made it.
        """
        await asyncio.to_thread(self._switch)

    def _switch(self) -> None:
        if self.generations.serving() == self.dialogue.generation:
            return
        index = Index.open(self.generations, self.embedder)
        self.dialogue.answer_from(answering_from(index, self.embedder, self.settings))
        log.info("answering from generation %s: %s passages", index.generation, len(index))
