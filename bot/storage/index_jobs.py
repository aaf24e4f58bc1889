"""What is done to the index, one thing after the other, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.messages import Act, Incoming, Reply, place_of
from bot.reindexing.actions import CancelJob, IndexAction, JobKind, RequestJob
from bot.storage.outbox import edit_reply
from bot.storage.schema import index_job
from bot.storage.transaction import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that is done to the index.

    Attributes:
        id: identifies it; later ones have higher ids.
        kind: what.
        generation: to go back to, or None.
        forced: the new generation serves also where the evaluation set says that it is worse.
        asked_at: when it was asked for.
        channel: where it was asked for; None where nobody did, or they wanted to be forgotten.
        conversation: the same.
        sender: the same.
        event: the message with which it was asked for; the same.
        cancelled: it is to stop.
        finished_at: when it ended, or None.
        summary: what came of it, as its kind writes it; None as long as it is not finished.
    """

    id: int
    kind: JobKind
    generation: int | None
    forced: bool
    asked_at: datetime
    channel: str | None
    conversation: str | None
    sender: str | None
    event: str | None
    cancelled: bool
    finished_at: datetime | None
    summary: dict[str, Any] | None

    @property
    def place(self) -> str | None:
        """Channel and room in which it was asked for; None where nobody did, or wants to be forgotten."""
        return place_of(self.channel, self.conversation) if self.channel and self.conversation else None


class IndexJobs:
    """Reads what is to be done to the index, and notes what came of it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def unfinished(self) -> tuple[Job, ...]:
        """What is to be done, in order; the first of it may be being done."""
        query = select(index_job).where(index_job.c.finished_at.is_(None)).order_by(index_job.c.id)
        async with self._engine.connect() as connection:
            return tuple(map(_job, await connection.execute(query)))

    async def first(self) -> Job | None:
        """What is to be done first, or is being done; None for nothing."""
        return next(iter(await self.unfinished()), None)

    async def last_finished(self, limit: int) -> tuple[Job, ...]:
        """What was done last, newest first."""
        query = (
            select(index_job)
            .where(index_job.c.finished_at.is_not(None))
            .order_by(index_job.c.id.desc())
            .limit(limit)
        )
        async with self._engine.connect() as connection:
            return tuple(map(_job, await connection.execute(query)))

    async def request(self, kind: JobKind, now: datetime, *, unless_since: datetime) -> bool:
        """Have something done that nobody asked for, where it was not asked for since a moment.

        Returns:
            Whether it is to be done now; of several processes only one is told so.
        """
        since = select(index_job.c.id).where(index_job.c.kind == kind, index_job.c.asked_at >= unless_since)
        async with writing(self._engine) as connection:
            if await connection.scalar(since.limit(1)) is not None:
                return False
            await connection.execute(insert(index_job).values(kind=kind, forced=False, asked_at=now))
        return True

    async def tell(self, job: Job, reply: Reply, now: datetime) -> None:
        """Say how far something is, in the place of what was said to who asked for it."""
        async with writing(self._engine) as connection:
            await _tell(connection, job, reply, now)

    async def finish(self, job: Job, summary: dict[str, Any], reply: Reply, now: datetime) -> None:
        """Note what came of something, and say it to who asked for it."""
        async with writing(self._engine) as connection:
            await connection.execute(
                update(index_job).where(index_job.c.id == job.id).values(finished_at=now, summary=summary)
            )
            await _tell(connection, job, reply, now)


async def change_jobs(
    connection: AsyncConnection, message: Incoming, action: IndexAction, now: datetime
) -> None:
    """Do what a message does to the work on the index."""
    match action:
        case RequestJob():
            await request_job(connection, message, action, now)
        case CancelJob():
            await connection.execute(
                update(index_job)
                .where(index_job.c.finished_at.is_(None), index_job.c.cancelled_at.is_(None))
                .values(cancelled_at=now)
            )


async def request_job(
    connection: AsyncConnection, message: Incoming, action: RequestJob, now: datetime
) -> None:
    """Have something done to the index for the sender of a message."""
    await connection.execute(
        insert(index_job).values(
            kind=action.kind,
            generation=action.generation,
            forced=action.forced,
            asked_at=now,
            channel=message.channel,
            conversation=message.conversation,
            sender=message.sender,
            # The reply to a correction takes the place of the one to what is corrected.
            event=message.target if message.act is Act.CORRECT else message.event,
        )
    )


async def forget_who_asked(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Forget who had something done, and where."""
    await connection.execute(
        update(index_job).where(which).values(channel=None, conversation=None, sender=None, event=None)
    )


async def _tell(connection: AsyncConnection, job: Job, reply: Reply, now: datetime) -> None:
    if job.channel and job.conversation and job.sender and job.event:
        await edit_reply(connection, job.channel, job.conversation, job.sender, job.event, reply, now)


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=JobKind(row.kind),
        generation=row.generation,
        forced=row.forced,
        asked_at=row.asked_at,
        channel=row.channel,
        conversation=row.conversation,
        sender=row.sender,
        event=row.event,
        cancelled=row.cancelled_at is not None,
        finished_at=row.finished_at,
        summary=row.summary,
    )
