"""What is measured only when it is asked for: queues, the index, and the work on it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.health.concerns import ending_of
from bot.observability import metrics
from bot.observability.contact import contacts
from bot.observability.watched import LONGEST_LOOK, Watched
from bot.storage.health import Waiting
from bot.storage.index_jobs import Job


async def measure(watched: Watched) -> None:
    """Set what is measured when it is asked for.

    Where the database does not answer, what is in it is not said rather than said wrongly.
    """
    number, manifest = watched.serving()
    metrics.GENERATION.set(number)
    metrics.PASSAGES.set(manifest.passages)
    now = datetime.now(UTC)
    try:
        async with asyncio.timeout(LONGEST_LOOK):
            stored = await watched.database.look(now)
            unfinished = await watched.jobs.unfinished()
            finished = await watched.jobs.last_finished(1)
    except Exception:
        metrics.DATABASE_ANSWERS.set(0)
        for gauge in (metrics.QUEUE_LENGTH, metrics.QUEUE_OLDEST, metrics.REINDEXED):
            gauge.clear()
        return
    metrics.DATABASE_ANSWERS.set(1)
    _measure_queue("inbox", stored.messages, now)
    _measure_queue("to_answer", stored.to_answer, now)
    _measure_queue("outbox", stored.notices, now)
    metrics.REINDEXING.set(len(unfinished))
    _measure_last_job(finished)


def _measure_queue(queue: str, waiting: Sequence[Waiting], now: datetime) -> None:
    found = {one.channel: one for one in waiting}
    for channel in {*contacts, *found}:
        one = found.get(channel)
        length, oldest = (one.count, (now - one.since).total_seconds()) if one else (0, 0.0)
        metrics.QUEUE_LENGTH.labels(queue, channel).set(length)
        metrics.QUEUE_OLDEST.labels(queue, channel).set(max(0.0, oldest))


def _measure_last_job(finished: Sequence[Job]) -> None:
    metrics.REINDEXED.clear()
    for job in finished:
        ending = ending_of(job)
        if job.finished_at and ending:
            metrics.REINDEXED.labels(ending).set(job.finished_at.timestamp())
