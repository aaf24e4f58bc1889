"""The inbox of one channel: what came in is kept here until it is answered."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Incoming
from bot.storage.schema import channel_position, inbox

_message = TypeAdapter(Incoming)


class Inbox:
    """Messages of one channel, each kept once, in order of arrival."""

    def __init__(self, engine: AsyncEngine, channel: str) -> None:
        self._engine = engine
        self._channel = channel

    async def receive(self, messages: Sequence[Incoming], position: str) -> None:
        """Keep new messages and the channel's position, both or neither; known ones stay as they are."""
        async with self._engine.begin() as connection:
            known = set(
                await connection.scalars(
                    select(inbox.c.event).where(
                        inbox.c.channel == self._channel,
                        inbox.c.event.in_([message.event for message in messages]),
                    )
                )
            )
            new = {message.event: message for message in messages if message.event not in known}
            if new:
                await connection.execute(
                    insert(inbox),
                    [
                        {
                            "channel": self._channel,
                            "event": message.event,
                            "message": _message.dump_python(message, mode="json"),
                        }
                        for message in new.values()
                    ],
                )
            await connection.execute(
                delete(channel_position).where(channel_position.c.channel == self._channel)
            )
            await connection.execute(
                insert(channel_position).values(channel=self._channel, position=position)
            )

    async def position(self) -> str | None:
        """Where the channel was after the last messages it handed in; None at the very start."""
        async with self._engine.connect() as connection:
            return await connection.scalar(
                select(channel_position.c.position).where(channel_position.c.channel == self._channel)
            )

    async def pending(self) -> list[Incoming]:
        """The messages that still want an answer, in order of arrival."""
        async with self._engine.connect() as connection:
            rows = await connection.scalars(
                select(inbox.c.message)
                .where(inbox.c.channel == self._channel, inbox.c.finished_at.is_(None))
                .order_by(inbox.c.id)
            )
            return [_message.validate_python(row) for row in rows]

    async def finish(self, message: Incoming) -> None:
        """Note that a message is answered."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(inbox)
                .where(inbox.c.channel == self._channel, inbox.c.event == message.event)
                .values(finished_at=datetime.now(UTC), message={})
            )
