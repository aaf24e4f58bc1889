"""Messages from a group that go on in a conversation of two, until their sender opens that."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.messages import Incoming
from bot.storage.schema import continuation
from bot.storage.transaction import writing

KEPT_FOR = timedelta(days=1)
"""How long somebody may wait with going on."""

REMEMBERED = 1000
"""How many messages with personal data are remembered whole."""

_message = TypeAdapter(Incoming)


class Continuations:
    """Keeps messages, each under a key that only its sender can use.

    What may not be stored of a message is remembered as long as the program runs, and lost with it.

    Args:
        engine: the database.
        withhold: what may be stored of a message; runs in a thread.
    """

    def __init__(self, engine: AsyncEngine, withhold: Callable[[Incoming], Incoming]) -> None:
        self._engine = engine
        self._withhold = withhold
        self._whole: dict[str, Incoming] = {}

    async def keep(self, key: str, message: Incoming, now: datetime) -> None:
        """Keep a message; what is kept under that key already stays."""
        storable = await asyncio.to_thread(self._withhold, message)
        async with writing(self._engine) as connection:
            if await connection.scalar(select(continuation.c.key).where(_is(message.channel, key))):
                return
            await connection.execute(
                insert(continuation).values(
                    channel=message.channel,
                    key=key,
                    conversation=message.conversation,
                    sender=message.sender,
                    message=_message.dump_python(storable, mode="json"),
                    created_at=now,
                )
            )
        if storable.withheld:
            self._whole[key] = message
            while len(self._whole) > REMEMBERED:
                del self._whole[next(iter(self._whole))]

    async def find(self, channel: str, key: str, sender: str, now: datetime) -> Incoming | None:
        """Give what somebody said; None where it is not kept (any more), or somebody else said it."""
        query = select(continuation.c.message).where(
            _is(channel, key), continuation.c.sender == sender, continuation.c.created_at > now - KEPT_FOR
        )
        async with self._engine.connect() as connection:
            stored = await connection.scalar(query)
        if stored is None:
            return None
        return self._whole.get(key) or _message.validate_python(stored)

    async def finish(self, channel: str, key: str) -> None:
        """Note that somebody went on with what they said: it is kept no longer."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(continuation).where(_is(channel, key)))
        self._whole.pop(key, None)


async def remove_expired(connection: AsyncConnection, now: datetime) -> int:
    """Remove what nobody went on with in time; give how many that were."""
    expired = delete(continuation).where(continuation.c.created_at <= now - KEPT_FOR)
    return (await connection.execute(expired)).rowcount


def _is(channel: str, key: str) -> ColumnElement[bool]:
    return and_(continuation.c.channel == channel, continuation.c.key == key)
