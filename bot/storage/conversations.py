"""What is remembered of conversations, and what was replied to each message."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.memory import Memory
from bot.messages import Incoming, Reply
from bot.storage.schema import conversation, handled_event

_memory = TypeAdapter(Memory)
_replies = TypeAdapter(tuple[Reply, ...])


class Conversations:
    """Reads and keeps conversations, one transaction for a message and its replies."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def replies_to(self, message: Incoming) -> tuple[Reply, ...] | None:
        """What was replied to this very message before; None when it is new."""
        async with self._engine.connect() as connection:
            replies = await connection.scalar(
                select(handled_event.c.replies).where(
                    handled_event.c.channel == message.channel, handled_event.c.event == message.event
                )
            )
        return None if replies is None else _replies.validate_python(replies)

    async def memory_of(self, message: Incoming, since: datetime) -> Memory:
        """What is remembered of the sender in this conversation.

        Args:
            message: the message that is being handled.
            since: exchanges from before this moment are forgotten.
        """
        async with self._engine.connect() as connection:
            row = (
                await connection.execute(
                    select(conversation.c.memory, conversation.c.updated_at).where(_of(message))
                )
            ).one_or_none()
        if row is None:
            return Memory()
        memory = _memory.validate_python(row.memory)
        return memory if row.updated_at >= since else Memory(introduced=memory.introduced)

    async def keep(
        self, message: Incoming, memory: Memory, replies: tuple[Reply, ...], now: datetime
    ) -> None:
        """Keep the outcome of a message: its replies and what is remembered, both or neither."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(conversation).where(_of(message)))
            await connection.execute(
                insert(conversation).values(
                    channel=message.channel,
                    conversation=message.conversation,
                    sender=message.sender,
                    memory=_memory.dump_python(memory, mode="json"),
                    updated_at=now,
                )
            )
            await connection.execute(
                insert(handled_event).values(
                    channel=message.channel,
                    event=message.event,
                    replies=_replies.dump_python(replies, mode="json"),
                    handled_at=now,
                )
            )


def _of(message: Incoming) -> ColumnElement[bool]:
    return and_(
        conversation.c.channel == message.channel,
        conversation.c.conversation == message.conversation,
        conversation.c.sender == message.sender,
    )
