"""The inbox of one channel: what came in is kept here until it is answered."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.messages import Incoming
from bot.observability import metrics
from bot.storage.news import News, tell, wait_for
from bot.storage.schema import channel_position, inbox
from bot.storage.transaction import writing
from bot.storage.waiting import MOST_WAITING, within_limit

REMEMBERED = 1000
"""How many messages with personal data are remembered whole; the oldest are given as they were stored."""

Withhold = Callable[[Incoming], Incoming]
"""Gives a message as it may be stored: the same one, or one with `Incoming.withheld`."""

_message = TypeAdapter(Incoming)


class Inbox:
    """Messages of one channel, each kept once, in order of arrival.

    What may not be stored of a message is remembered as long as the program runs, and lost with it.

    Args:
        engine: the database.
        channel: name of the channel.
        withhold: what may be stored of a message; runs in a thread.
        most_waiting: how many messages of one person may wait; see `within_limit` for what is too much.
        news: tells what other processes put in; None where there are none.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        channel: str,
        withhold: Withhold,
        most_waiting: int = MOST_WAITING,
        news: News | None = None,
    ) -> None:
        self._engine = engine
        self._channel = channel
        self._withhold = withhold
        self._most_waiting = most_waiting
        self._news = news
        self._arrived = asyncio.Event()
        self._receiving = asyncio.Lock()
        self._whole: dict[str, Incoming] = {}

    async def receive(self, messages: Sequence[Incoming], position: str | None) -> None:
        """Keep new messages and the channel's position, both or neither; known ones stay as they are.

        Args:
            messages: what came in.
            position: where the channel is now; None leaves it where it was.
        """
        whole = {message.event: message for message in messages}
        async with self._receiving:
            storable = await asyncio.to_thread(self._storable, whole) if whole else {}
            async with writing(self._engine) as connection:
                new = await self._new(connection, storable) if whole else []
                if new:
                    await connection.execute(
                        insert(inbox),
                        [
                            {
                                "channel": self._channel,
                                "event": message.event,
                                "message": _message.dump_python(message, mode="json"),
                                "receiver": self._news.replica if self._news and message.withheld else None,
                            }
                            for message in new
                        ],
                    )
                    await tell(connection, _arrival(self._channel))
                if position is not None:
                    await self._move_to(connection, position)
                # Before others can see that the message is there.
                self._remember({message.event: whole[message.event] for message in new if message.withheld})
        for message in new:
            metrics.RECEIVED.labels(message.channel, message.act).inc()
        if new:
            self._arrived.set()

    async def arrival(self) -> None:
        """Wait until there may be new messages; for those of another process it looks now and then."""
        if self._news is None:
            await self._arrived.wait()
        else:
            with self._news.listening(_arrival(self._channel), self._arrived):
                await wait_for(self._arrived)
        self._arrived.clear()

    def whole(self, message: Incoming) -> Incoming:
        """Give a message with what was not stored of it, where this process remembers that."""
        known = self._whole.get(message.event)
        if known is None:
            return message
        return replace(message, text=known.text, attachments=known.attachments, withheld=known.withheld)

    async def position(self) -> str | None:
        """Where the channel was after the last messages it handed in; None at the very start."""
        async with self._engine.connect() as connection:
            return await connection.scalar(
                select(channel_position.c.position).where(channel_position.c.channel == self._channel)
            )

    async def pending(self, limit: int | None = None, excluded: Collection[str] = ()) -> list[Incoming]:
        """The first messages that still want an answer, in order of arrival.

        Args:
            limit: how many at most; None for all.
            excluded: events of messages that are being answered already.
        """
        query = (
            select(inbox.c.message)
            .where(
                inbox.c.channel == self._channel,
                inbox.c.finished_at.is_(None),
                inbox.c.event.not_in(excluded),
            )
            .order_by(inbox.c.id)
            .limit(limit)
        )
        async with self._engine.connect() as connection:
            stored = [_message.validate_python(row) for row in await connection.scalars(query)]
        return [self.whole(message) for message in stored]

    async def finish(self, message: Incoming) -> None:
        """Note that a message is answered; what it said is not kept."""
        async with writing(self._engine) as connection:
            await connection.execute(
                update(inbox)
                .where(inbox.c.channel == self._channel, inbox.c.event == message.event)
                .values(finished_at=datetime.now(UTC), message={"act": message.act.value})
            )
        self._whole.pop(message.event, None)

    async def forget_finished(self) -> None:
        """Remember nothing of messages that another process noted to be answered."""
        if not self._whole:
            return
        query = select(inbox.c.event).where(
            inbox.c.channel == self._channel,
            inbox.c.event.in_(self._whole),
            inbox.c.finished_at.is_not(None),
        )
        async with self._engine.connect() as connection:
            for event in await connection.scalars(query):
                self._whole.pop(event, None)

    async def _new(self, connection: AsyncConnection, messages: dict[str, Incoming]) -> list[Incoming]:
        """What is to be kept of messages by event: not what is known, and no more than may wait."""
        query = select(inbox.c.event).where(inbox.c.channel == self._channel, inbox.c.event.in_(messages))
        known = set(await connection.scalars(query))
        unknown = [message for event, message in messages.items() if event not in known]
        return await within_limit(connection, self._channel, unknown, self._most_waiting)

    async def _move_to(self, connection: AsyncConnection, position: str) -> None:
        moved = await connection.execute(
            update(channel_position)
            .where(channel_position.c.channel == self._channel)
            .values(position=position)
        )
        if not moved.rowcount:
            await connection.execute(
                insert(channel_position).values(channel=self._channel, position=position)
            )

    def _storable(self, messages: dict[str, Incoming]) -> dict[str, Incoming]:
        return {event: self._withhold(message) for event, message in messages.items()}

    def _remember(self, messages: dict[str, Incoming]) -> None:
        self._whole |= messages
        while len(self._whole) > REMEMBERED:
            del self._whole[next(iter(self._whole))]


def _arrival(channel: str) -> str:
    return f"inbox {channel}"
