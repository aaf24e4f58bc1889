"""What waits in the database, and how large that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.messages import Incoming
from bot.storage.database import revision
from bot.storage.schema import draft, inbox, outbox, to_answer


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits on a channel.

    Attributes:
        channel: its name.
        count: how much waits; at least one.
        since: when the oldest was sent, or was to be sent.
    """

    channel: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """How a database is.

    Attributes:
        kind: of which kind it is, such as ``sqlite``.
        size: bytes; None where it is not a file of ours.
        revision: up to which migration it is; None where it was not made by migrations.
        messages: those that are not answered yet, a row for each channel where there are.
        to_answer: those that wait for any process to make the replies, a row for each channel where
            there are.
        notices: those that may be sent and are not yet, a row for each channel where there are.
        later: how many notices wait for their time.
        drafts: how many reports are being told.
    """

    kind: str
    size: int | None
    revision: str | None
    messages: tuple[Waiting, ...]
    to_answer: tuple[Waiting, ...] = ()
    notices: tuple[Waiting, ...]
    later: int
    drafts: int


class DatabaseHealth:
    """Looks how a database is."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def answer(self) -> None:
        """See whether the database answers at all; raises what goes wrong."""
        async with self._engine.connect() as connection:
            await connection.execute(select(true()))

    async def look(self, now: datetime, besides: Incoming | None = None) -> Stored:
        """See how the database is.

        Args:
            now: the moment at which it is looked at.
            besides: a message that does not count, as it is the one that asks.
        """
        is_due = outbox.c.not_before.is_(None) | (outbox.c.not_before <= now)
        later = select(func.count()).where(outbox.c.sent_at.is_(None), ~is_due)
        drafts = select(func.count()).select_from(draft)
        async with self._engine.connect() as connection:
            return Stored(
                kind=self._engine.dialect.name,
                size=await _size(connection),
                revision=await connection.run_sync(revision),
                messages=await _messages(connection, besides),
                to_answer=await _to_answer(connection),
                notices=await _notices(connection, is_due),
                later=(await connection.execute(later)).scalar_one(),
                drafts=(await connection.execute(drafts)).scalar_one(),
            )


async def _notices(connection: AsyncConnection, is_due: ColumnElement[bool]) -> tuple[Waiting, ...]:
    since = func.min(func.coalesce(outbox.c.not_before, outbox.c.created_at))
    waiting = await connection.execute(
        select(outbox.c.channel, func.count(), since)
        .where(outbox.c.sent_at.is_(None), is_due)
        .group_by(outbox.c.channel)
        .order_by(outbox.c.channel)
    )
    return tuple(Waiting(*row) for row in waiting)


async def _to_answer(connection: AsyncConnection) -> tuple[Waiting, ...]:
    waiting = await connection.execute(
        select(to_answer.c.channel, func.count(), func.min(to_answer.c.asked_at))
        .group_by(to_answer.c.channel)
        .order_by(to_answer.c.channel)
    )
    return tuple(Waiting(*row) for row in waiting)


async def _messages(connection: AsyncConnection, besides: Incoming | None) -> tuple[Waiting, ...]:
    is_other = true() if besides is None else ~_is(besides)
    waiting = await connection.execute(
        select(inbox.c.channel, func.count(), func.min(inbox.c.id))
        .where(inbox.c.finished_at.is_(None), is_other)
        .group_by(inbox.c.channel)
        .order_by(inbox.c.channel)
    )
    rows: Sequence[tuple[str, int, int]] = [tuple(row) for row in waiting]
    sent = await connection.execute(
        select(inbox.c.id, inbox.c.message["sent_at"].as_string()).where(
            inbox.c.id.in_([first for _, _, first in rows])
        )
    )
    moments = {first: datetime.fromisoformat(moment) for first, moment in sent}
    return tuple(Waiting(channel, count, moments[first]) for channel, count, first in rows)


def _is(message: Incoming) -> ColumnElement[bool]:
    return and_(inbox.c.channel == message.channel, inbox.c.event == message.event)


async def _size(connection: AsyncConnection) -> int | None:
    if connection.dialect.name != "sqlite":
        return None
    pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
    return int(pages) * int((await connection.exec_driver_sql("PRAGMA page_size")).scalar_one())
