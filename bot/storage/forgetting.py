"""Forgetting a person: what they reported stays, that it was theirs does not."""

from sqlalchemy import ColumnElement, Table, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Incoming
from bot.storage.index_jobs import forget_who_asked
from bot.storage.linking import forget_links
from bot.storage.outbox import cause_of
from bot.storage.person import on_any_account
from bot.storage.roles import make_anonymous
from bot.storage.schema import (
    attachment,
    continuation,
    conversation,
    digest,
    draft,
    granted_role,
    handled_event,
    index_job,
    notice_preference,
    outbox,
    participant,
    privileged_act,
    sent_event,
    to_answer,
)


async def forget_person(connection: AsyncConnection, message: Incoming) -> None:
    """Remove everything that says who the sender of a message is, on all their accounts.

    What is replied to the message itself stays, without their name: handled again, it gives the same. So
    does what they did with a role: they did it for the programme. Roles that the settings give stay theirs.
    """
    answered = select(handled_event.c.channel, handled_event.c.event).where(_theirs(handled_event, message))
    notices = await connection.execute(select(outbox.c.channel, outbox.c.id).where(_theirs(outbox, message)))
    for causes in (answered, [(channel, cause_of(notice)) for channel, notice in notices]):
        await connection.execute(
            delete(sent_event).where(tuple_(sent_event.c.channel, sent_event.c.cause).in_(causes))
        )
    # What is being answered at this moment is held, and gone once it is.
    handed_over = select(to_answer.c.id).where(_theirs(to_answer, message)).with_for_update(skip_locked=True)
    await connection.execute(delete(to_answer).where(to_answer.c.id.in_(handed_over)))
    for table in (
        participant,
        conversation,
        continuation,
        draft,
        attachment,
        outbox,
        notice_preference,
        digest,
        granted_role,
    ):
        await connection.execute(delete(table).where(_theirs(table, message)))
    await connection.execute(
        update(handled_event)
        .where(
            _theirs(handled_event, message),
            (handled_event.c.channel != message.channel) | (handled_event.c.event != message.event),
        )
        .values(replies=[], question=None, kind=None)
    )
    await connection.execute(
        update(handled_event).where(_theirs(handled_event, message)).values(conversation=None, sender=None)
    )
    await make_anonymous(connection, _theirs(privileged_act, message))
    await forget_who_asked(connection, _theirs(index_job, message))
    # Last: until then it tells which accounts are theirs.
    await forget_links(connection, message)


def _theirs(table: Table, message: Incoming) -> ColumnElement[bool]:
    return on_any_account(table, message.channel, message.sender)
