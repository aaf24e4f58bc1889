"""Messages to which any of several processes may make the replies, on PostgreSQL."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.messages import Incoming
from bot.storage.news import News, tell, wait_for
from bot.storage.schema import inbox, to_answer

log = logging.getLogger(__name__)

_NEW = "to_answer"

_LONGEST_CLAIM = text("SELECT set_config('idle_in_transaction_session_timeout', '180s', true)")
"""Longer than a message may be handled: its transaction says nothing meanwhile."""

_message = TypeAdapter(Incoming)


class Tried(StrEnum):
    """What became of a message that has no replies.

    Attributes:
        WAITING: nobody has tried yet, or somebody is at it.
        GONE: it is not in the queue: the replies are kept, or somebody took it out.
        SILENT: nothing is to be said to it.
        FAILED: making the replies failed.
        REFUSED: they can be made once the database, or the index, does what it is asked again.
        UNKEPT: the replies have what may not be kept, so only who sends them can make them.
    """

    WAITING = "waiting"
    GONE = "gone"
    SILENT = "silent"
    FAILED = "failed"
    REFUSED = "refused"
    UNKEPT = "unkept"


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that this process makes the replies to; while it does, no other does.

    Attributes:
        message: as it was put in the queue.
        is_ours: no other process can, as this one has what may not be stored of it.
    """

    message: Incoming
    is_ours: bool
    _connection: AsyncConnection

    async def answered(self) -> None:
        """Take the message out of the queue: its replies are kept."""
        await self._connection.execute(delete(to_answer).where(_is(self.message)))
        await tell(self._connection, _about(self.message.channel, self.message.event))

    async def give_back(self, tried: Tried) -> None:
        """Say why the message has no replies."""
        await self._connection.execute(
            update(to_answer).where(_is(self.message)).values(returned=tried, message={})
        )
        await tell(self._connection, _about(self.message.channel, self.message.event))


class AnswerQueue:
    """Hands messages to whichever process has time.

    Args:
        engine: a PostgreSQL.
        news: wakes up who waits for a message, or for its replies.
    """

    def __init__(self, engine: AsyncEngine, news: News) -> None:
        self._engine = engine
        self._news = news

    async def put(self, message: Incoming, receiver: int | None) -> None:
        """Have replies made to a message; one that is in the queue already stays as it is.

        Args:
            message: as it may be stored.
            receiver: the only process that may; None for any.
        """
        values = {
            "channel": message.channel,
            "conversation": message.conversation,
            "sender": message.sender,
            "event": message.event,
            "message": _message.dump_python(message, mode="json"),
            "receiver": receiver,
            "asked_at": datetime.now(UTC),
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(to_answer).values(values).on_conflict_do_nothing())
            await tell(connection, _NEW)

    @contextmanager
    def listening(self, message: Incoming) -> Iterator[asyncio.Event]:
        """Give an event that is set when something came of a message, while the block runs."""
        with self._news.listening(_about(message.channel, message.event)) as event:
            yield event

    async def look(self, message: Incoming) -> Tried:
        """See what became of a message."""
        query = select(func.coalesce(to_answer.c.returned, Tried.WAITING)).where(_is(message))
        async with self._engine.connect() as connection:
            found = await connection.scalar(query)
        return Tried.GONE if found is None else Tried(found)

    async def take_out(self, message: Incoming) -> None:
        """Have a message out of the queue."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(to_answer).where(_is(message)))

    @asynccontextmanager
    async def next(self) -> AsyncIterator[Claim]:
        """Wait for a message, and keep it from other processes while the block runs.

        A process that dies meanwhile loses its connection, which leaves the message to the others. What
        cannot be read, as of another version, counts as failed.
        """
        mine = to_answer.c.receiver == self._news.replica
        query = (
            select(
                to_answer.c.id,
                to_answer.c.channel,
                to_answer.c.event,
                to_answer.c.message,
                to_answer.c.receiver,
            )
            .where(to_answer.c.returned.is_(None), or_(to_answer.c.receiver.is_(None), mine))
            .order_by(to_answer.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        with self._news.listening(_NEW) as new:
            while True:
                new.clear()
                async with self._engine.begin() as connection:
                    row = (await connection.execute(query)).one_or_none()
                    if row is not None:
                        try:
                            message = _message.validate_python(row.message)
                        except ValidationError:
                            await _give_up(connection, row)
                            continue
                        await connection.execute(_LONGEST_CLAIM)
                        yield Claim(message, row.receiver is not None, connection)
                        return
                await wait_for(new)

    async def receiver_of(self, channel: str, event: str) -> int | None:
        """Give the other process that has what is not stored of a message; None where none that runs has."""
        query = select(inbox.c.receiver).where(inbox.c.channel == channel, inbox.c.event == event)
        async with self._engine.connect() as connection:
            receiver = await connection.scalar(query)
        return receiver if receiver is not None and await self.is_other(receiver) else None

    async def is_other(self, replica: int) -> bool:
        """Whether another process than this one goes by a name, and runs."""
        return replica != self._news.replica and await self._news.is_alive(replica)

    async def length(self) -> int:
        """How many messages wait for replies, or for the process that asked for them."""
        async with self._engine.connect() as connection:
            return await connection.scalar(select(func.count()).select_from(to_answer)) or 0


def _is(message: Incoming) -> ColumnElement[bool]:
    return and_(to_answer.c.channel == message.channel, to_answer.c.event == message.event)


def _about(channel: str, event: str) -> str:
    return f"answered {channel} {event}"


async def _give_up(connection: AsyncConnection, row: Row[*tuple[Any, ...]]) -> None:
    log.error("a message in the queue cannot be read: does every process run the same version?")
    await connection.execute(
        update(to_answer).where(to_answer.c.id == row.id).values(returned=Tried.FAILED, message={})
    )
    await tell(connection, _about(row.channel, row.event))
