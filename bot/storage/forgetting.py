"""Forgetting a person: what they reported stays, that it was theirs does not."""

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Incoming
from bot.storage.outbox import cause_of
from bot.storage.person import of_person
from bot.storage.schema import (
    attachment,
    continuation,
    conversation,
    draft,
    handled_event,
    outbox,
    participant,
    sent_event,
)


async def forget_person(connection: AsyncConnection, message: Incoming) -> None:
    """Remove everything that says who the sender of a message is, on its channel.

    What is replied to the message itself stays, without their name: handled again, it gives the same.
    """
    answered = select(handled_event.c.event).where(_theirs(handled_event, message))
    notices = await connection.scalars(select(outbox.c.id).where(_theirs(outbox, message)))
    for causes in (answered, [cause_of(notice) for notice in notices]):
        await connection.execute(
            delete(sent_event).where(sent_event.c.channel == message.channel, sent_event.c.cause.in_(causes))
        )
    for table in (participant, conversation, continuation, draft, attachment, outbox):
        await connection.execute(delete(table).where(_theirs(table, message)))
    await connection.execute(
        update(handled_event)
        .where(_theirs(handled_event, message), handled_event.c.event != message.event)
        .values(replies=[], question=None)
    )
    await connection.execute(
        update(handled_event).where(_theirs(handled_event, message)).values(conversation=None, sender=None)
    )


def _theirs(table: Table, message: Incoming) -> ColumnElement[bool]:
    return of_person(table, message.channel, message.sender)
