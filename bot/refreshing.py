"""While it runs, the assistant follows what is agreed to be known: lessons come and go."""

import asyncio
import logging

from bot.assembly import answering_from
from bot.dialogue import Dialogue
from bot.indexing import bring_up_to_date
from bot.lessons.folder import agreed_lessons, keep_files
from bot.settings import Settings
from bot.storage.knelpunten import Knelpunten
from index.embedding.embedder import Embedder
from index.generations import current_generation
from index.lock import LockedError
from index.search import Index

log = logging.getLogger(__name__)

BETWEEN = 5.0
"""Seconds from one look to the next; a look that finds nothing new is two reads of a few bytes."""

AFTER_FAILURE = 60.0
"""Seconds until it is tried again."""


class Refreshing:
    """Brings the default index up to date with the lessons, and makes a dialogue answer from it.

    Whatever takes time is done in a thread; until it is done the dialogue answers from the generation before.

    Args:
        knelpunten: what was learned from them.
        dialogue: answers from the index.
        embedder: the model.
        settings: name the folders.
    """

    def __init__(
        self, knelpunten: Knelpunten, dialogue: Dialogue, embedder: Embedder, settings: Settings
    ) -> None:
        self._knelpunten = knelpunten
        self._dialogue = dialogue
        self._embedder = embedder
        self._settings = settings
        self._followed: int | None = None

    async def refresh(self) -> None:
        """Follow what changed since the last time, in this process or in another.

        Raises:
            LockedError: another process is indexing; what it makes is followed the next time.
        """
        last = await self._knelpunten.last_change()
        if last != self._followed:
            await asyncio.to_thread(self._index, await agreed_lessons(self._knelpunten))
            self._followed = last
        await asyncio.to_thread(self._switch)

    def _index(self, lessons: dict[str, str]) -> None:
        settings = self._settings
        keep_files(settings.lessons_dir, lessons)
        bring_up_to_date(settings.documents, settings.index_dir, self._embedder, lessons=settings.lessons_dir)

    def _switch(self) -> None:
        index_dir = self._settings.index_dir
        if current_generation(index_dir).number == self._dialogue.generation:
            return
        index = Index.open(index_dir, self._embedder)
        self._dialogue.answer_from(answering_from(index, self._embedder, self._settings))
        log.info("answering from generation %s: %s passages", index.generation, len(index))


async def keep_fresh(refreshing: Refreshing) -> None:
    """Refresh again and again, until cancelled; a failure is logged and tried again."""
    while True:
        pause = BETWEEN
        try:
            await refreshing.refresh()
        except LockedError:
            log.info("another process is indexing")
        except Exception:
            log.exception("refreshing failed")
            pause = AFTER_FAILURE
        await asyncio.sleep(pause)
