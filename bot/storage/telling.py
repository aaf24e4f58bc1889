"""Putting what people hear of a knelpunt into the outbox."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.actions import Notice
from bot.messages import Incoming
from bot.storage.notice_preference import wants_notices
from bot.storage.outbox import add_to_outbox
from bot.storage.participation import with_merged
from bot.storage.person import on_any_account
from bot.storage.schema import knelpunt, participant


async def tell(
    connection: AsyncConnection,
    message: Incoming,
    knelpunt_id: int,
    notice: Notice,
    now: datetime,
    not_before: datetime | None,
) -> None:
    """Tell who takes part in a knelpunt, or in one that was merged into it; not the sender of a message.

    Args:
        connection: the transaction in which it happens.
        message: what brought it about.
        knelpunt_id: the knelpunt that it is about.
        notice: what is said to whom.
        now: when it happens.
        not_before: the moment from which they hear it; None for at once.
    """
    number = await connection.scalar(select(knelpunt.c.number).where(knelpunt.c.id == knelpunt_id))
    people = await connection.execute(
        select(participant.c.channel, participant.c.conversation, participant.c.sender)
        .distinct()
        .where(
            participant.c.knelpunt_id.in_(with_merged(knelpunt.c.id == knelpunt_id)),
            participant.c.role.in_(notice.to),
            ~on_any_account(participant, message.channel, message.sender),
            wants_notices(participant),
        )
    )
    for channel, place, sender in people.all():
        await add_to_outbox(
            connection,
            channel,
            place,
            sender,
            notice.reply,
            now,
            about=number,
            awaiting=notice.awaiting,
            not_before=not_before,
        )
