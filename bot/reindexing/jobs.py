"""What was asked to be done to the index: it is done, how far it is is told, and what came of it."""

import asyncio
import logging
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NoReturn

from bot.indexing import decline
from bot.messages import Reply, paragraph
from bot.reindexing.actions import JobKind
from bot.reindexing.apart import ReindexingFailed
from bot.reindexing.reindexed import Ending
from bot.reindexing.replies import reindexed_reply, sentence_reply
from bot.reindexing.served import Served
from bot.storage.index_jobs import Job
from bot.supervision import supervised
from bot.wording import reindexing as words
from index.lock import LockedError

log = logging.getLogger(__name__)

ATTENDS_EVERY = 0.5
"""Seconds between two looks whether what is being done is to stop."""

TELLS_EVERY = 5.0
"""Seconds between two times that it is told how far something is.

Each is an edit, and counts as one of the messages that an account may send: on Synapse one in five seconds,
on Telegram twenty a minute in a group. Answers need those too.
"""


@dataclass(frozen=True, slots=True)
class _Ended:
    """What came of a job: what is said, and what is kept of it."""

    reply: Reply
    ending: Ending
    summary: dict[str, Any] = field(default_factory=dict)


class _Stopped(Exception):
    """What is being done is to stop.

    Attributes:
        sentence: what is said of that.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Jobs:
    """Does what was asked for, one thing after the other.

    Args:
        served: the index.
    """

    def __init__(self, served: Served) -> None:
        self._served = served
        self._jobs = served.stored.jobs
        self._told_to_wait: int | None = None

    async def do_all(self) -> None:
        """Do all that is to be done; what has to wait for another process stays to be done."""
        while (job := await self._jobs.first()) and await self._do(job):
            pass

    async def _do(self, job: Job) -> bool:
        """Do what was asked for; False where that has to wait for another process."""
        try:
            ended = await (self._reindex(job) if job.kind is JobKind.REINDEX else self._go_back(job))
        except LockedError:
            if self._told_to_wait != job.id:
                await self._jobs.tell(job, sentence_reply(words.WAITING), datetime.now(UTC))
                self._told_to_wait = job.id
            return False
        except Exception as error:
            log.exception("%s failed", job.kind)
            sentence = error.sentence if isinstance(error, ReindexingFailed) else _explained(error)
            ended = _Ended(sentence_reply(words.failed(sentence)), Ending.FAILED)
        summary = {"ending": ended.ending, **ended.summary}
        reply = await self._with_held_back(ended)
        await self._jobs.finish(job, summary, reply, datetime.now(UTC))
        log.info("%s: %s", job.kind, ended.ending)
        return True

    async def _reindex(self, job: Job) -> _Ended:
        before = await self._served.number()
        if job.cancelled:
            return await self._stopped(words.STOPPED, before)
        if job.sender is None and await asyncio.to_thread(self._served.generations.is_held):
            return _Ended(sentence_reply(words.HELD.format(number=before)), Ending.HELD)
        try:
            async with supervised() as tasks:
                attending = tasks.create_task(self._attend(job))
                reindexed = await self._served.reindex(forced=job.forced)
                attending.cancel()
        except _Stopped as stopped:
            await asyncio.to_thread(decline, await self._served.collection(), self._served.generations)
            return await self._stopped(stopped.sentence, before)
        await self._served.switch()
        unnamed = await self._for_other_rooms(job)
        return _Ended(reindexed_reply(reindexed, unnamed), reindexed.ending, reindexed.summary())

    async def _go_back(self, job: Job) -> _Ended:
        if job.cancelled:
            return await self._stopped(words.STOPPED, await self._served.number())
        number, model = job.generation or 0, self._served.embedder.name
        await asyncio.to_thread(self._served.generations.go_back, number, model)
        await self._served.switch()
        said = words.WENT_BACK.format(number=number), words.HELD.format(number=number)
        return _Ended(sentence_reply(*said), Ending.WENT_BACK, {"generation": number})

    async def _for_other_rooms(self, job: Job) -> frozenset[str]:
        """Name the documents that are not for the group in which a job was asked for; none for one person."""
        if job.place not in self._served.settings.knowledge.admin_rooms:
            return frozenset()
        terms = await self._served.stored.library.terms()
        return frozenset(
            name for name, given in terms.items() if given.rooms is not None and job.place not in given.rooms
        )

    async def _with_held_back(self, ended: _Ended) -> Reply:
        """Say with what came of a job that documents stay hidden, where the index that serves is behind."""
        if ended.ending in {Ending.BUILT, Ending.UNCHANGED}:
            # What was added meanwhile has a job of its own.
            return ended.reply
        library, dialogue = self._served.stored.library, self._served.dialogue
        terms = await library.terms()
        held_back = [
            name
            for name in await library.superseded(dialogue.versions)
            if name in dialogue.documents and not (name in terms and terms[name].withdrawn)
        ]
        if not held_back:
            return ended.reply
        said = paragraph(words.held_back(len(held_back)))
        first, *others = ended.reply.blocks
        return replace(ended.reply, blocks=(first, said, *others))

    async def _stopped(self, sentence: str, before: int) -> _Ended:
        await self._served.switch()
        now = await self._served.number()
        said = sentence if now == before else words.TOO_LATE_TO_STOP
        return _Ended(sentence_reply(said.format(generation=now)), Ending.CANCELLED)

    async def _attend(self, job: Job) -> NoReturn:
        """Tell how far it is, until it is to stop.

        Raises:
            _Stopped: somebody said so, or wants to go back.
        """
        under_way, told_at, said = self._served.under_way, time.monotonic(), ""
        while True:
            unfinished = await self._jobs.unfinished()
            if any(one.id == job.id and one.cancelled for one in unfinished):
                raise _Stopped(words.STOPPED)
            if any(one.kind is JobKind.GO_BACK and not one.cancelled for one in unfinished):
                raise _Stopped(words.BEFORE_GOING_BACK)
            step, now = under_way.step, time.monotonic()
            if step and now - told_at >= TELLS_EVERY:
                told_at, last = now, said
                said = words.progress(step, under_way.seconds_left())
                if said != last:
                    await self._jobs.tell(job, sentence_reply(said), datetime.now(UTC))
            await asyncio.sleep(ATTENDS_EVERY)


def _explained(error: Exception) -> str | None:
    from bot.wording.errors import explain  # noqa: PLC0415 - it explains the errors of everything

    return explain(error)
