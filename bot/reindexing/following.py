"""What nobody has to ask for: the index follows lessons, files and the clock."""

import asyncio
import logging
import time
from contextlib import suppress
from datetime import date, datetime

from bot.indexing import is_behind
from bot.reindexing.actions import JobKind
from bot.reindexing.collection import fingerprint
from bot.reindexing.schedule import last_time
from bot.reindexing.served import Served
from bot.reindexing.work import keeping
from index.generations import NoIndexError
from index.lock import LockedError

log = logging.getLogger(__name__)

WATCHES_EVERY = 5.0
"""Seconds between two looks at all files; they are read once two looks saw the same."""

AFTER_FAILURE = 60.0
"""Seconds until it is tried again."""


class Following:
    """Brings the index up to date without being asked.

    Args:
        served: the index.
    """

    def __init__(self, served: Served) -> None:
        self._served = served
        self._settings = served.settings
        self._followed: int | None = None
        self._seen = ""
        self._watched_at = float("-inf")
        self._rests_until = 0.0
        self._scheduled: datetime | None = None
        self._cleaned: date | None = None

    async def ask_for_what_is_due(self, now: datetime) -> None:
        """Ask for what is to be done at an hour of the day, once, whichever process is first."""
        hour = self._settings.knowledge.reindex_at
        if hour is not None and (moment := last_time(hour, now)) != self._scheduled:
            await self._served.stored.jobs.request(JobKind.REINDEX, now, unless_since=moment)
            self._scheduled = moment

    async def follow(self) -> None:
        """Follow what was learned and what changed on disk; a failure is logged and tried again later.

        Raises:
            LockedError: another process changes the index.
        """
        if time.monotonic() < self._rests_until:
            return
        try:
            await self._bring_up_to_date()
        except LockedError:
            raise
        except Exception:
            log.exception("reindexing by itself failed")
            self._rests_until = time.monotonic() + AFTER_FAILURE

    async def clean(self, now: datetime) -> None:
        """Remove generations that need not be kept, once a day; each build does so too.

        Raises:
            LockedError: another process changes the index.
        """
        if now.date() == self._cleaned:
            return
        with suppress(NoIndexError):
            kept = keeping(self._settings.knowledge)
            await asyncio.to_thread(self._served.generations.remove_old, kept, now)
        self._cleaned = now.date()

    async def _bring_up_to_date(self) -> None:
        served = self._served
        last = await served.stored.knelpunten.last_change()
        if last != self._followed:
            await served.write_files()
        elif not await self._is_changed_on_disk():
            return
        model = served.embedder.name
        if await asyncio.to_thread(is_behind, await served.collection(), served.generations, model):
            reindexed = await served.reindex()
            log.info("reindexed by itself: %s, generation %s", reindexed.ending, reindexed.generation)
        self._followed = last

    async def _is_changed_on_disk(self) -> bool:
        """Whether files may have changed, and whoever is copying them seems to be done."""
        now = time.monotonic()
        if not self._settings.knowledge.watch or now - self._watched_at < WATCHES_EVERY:
            return False
        before, self._watched_at = self._seen, now
        self._seen = await asyncio.to_thread(fingerprint, await self._served.collection())
        return self._seen == before
