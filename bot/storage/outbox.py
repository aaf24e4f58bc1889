"""What is said unasked, until it is sent."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.messages import Reply, keepable
from bot.storage.schema import outbox
from bot.storage.transaction import writing

_reply = TypeAdapter(Reply)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something that is said unasked.

    Attributes:
        id: identifies it among all that is said unasked; sending it twice should change nothing.
        conversation: where it is said, as its channel identifies it.
        sender: the person whom it is for.
        reply: what is said.
    """

    id: int
    conversation: str
    sender: str
    reply: Reply


def cause_of(outgoing_id: int) -> str:
    """What stands in the place of the message that something is replied to, where it is said unasked."""
    return f"outbox {outgoing_id}"


async def add_to_outbox(
    connection: AsyncConnection, channel: str, conversation: str, sender: str, reply: Reply, now: datetime
) -> None:
    """Have something said, if the transaction of the connection is kept."""
    await connection.execute(
        insert(outbox).values(
            channel=channel,
            conversation=conversation,
            sender=sender,
            reply=_reply.dump_python(keepable(reply), mode="json"),
            created_at=now,
        )
    )


class Outbox:
    """What is said unasked on all channels, in order."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def pending(self, channel: str, limit: int) -> tuple[Outgoing, ...]:
        """Give the first that are still to be sent on a channel, at most `limit`."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                select(outbox)
                .where(outbox.c.channel == channel, outbox.c.sent_at.is_(None))
                .order_by(outbox.c.id)
                .limit(limit)
            )
            return tuple(
                Outgoing(row.id, row.conversation, row.sender, _reply.validate_python(row.reply))
                for row in rows
            )

    async def sent(self, outgoing_id: int, now: datetime) -> None:
        """Note that something was sent."""
        async with writing(self._engine) as connection:
            await connection.execute(update(outbox).where(outbox.c.id == outgoing_id).values(sent_at=now))
