"""Taking back what somebody said."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory import Memory
from bot.storage.memories import change_memory
from bot.storage.outbox import drop_edits
from bot.storage.person import in_conversation
from bot.storage.schema import attachment, conversation, draft, handled_event


async def withdraw(connection: AsyncConnection, channel: str, event: str) -> None:
    """Forget what was asked with a message, what was replied to it, and what it began.

    What the assistant asked about it is no longer waited for, and a report that began with it is thrown away.
    Once its sender has gone on from there, that stays: it rests on what they said next.
    """
    which = and_(handled_event.c.channel == channel, handled_event.c.event == event)
    query = select(handled_event.c.conversation, handled_event.c.sender, handled_event.c.handled_at)
    handled = (await connection.execute(query.where(which))).one_or_none()
    if handled is None:
        return
    await drop_edits(connection, channel, event)
    await connection.execute(update(handled_event).where(which).values(replies=[], question=None, kind=None))
    place, sender, moment = handled
    if place is not None:
        await _forget(connection, (channel, place, sender), event, moment)


async def _forget(
    connection: AsyncConnection, whose: tuple[str, str, str], event: str, moment: datetime
) -> None:
    last_said = await connection.scalar(
        select(conversation.c.updated_at).where(in_conversation(conversation, *whose))
    )

    def without(memory: Memory) -> Memory:
        memory = memory.without(event)
        return replace(memory, awaiting=None) if last_said == moment else memory

    await change_memory(connection, in_conversation(conversation, *whose), without)
    begun_with_it = and_(
        in_conversation(draft, *whose), draft.c.started_at == moment, draft.c.updated_at == moment
    )
    thrown_away = await connection.execute(delete(draft).where(begun_with_it))
    if thrown_away.rowcount:
        await connection.execute(delete(attachment).where(in_conversation(attachment, *whose)))
