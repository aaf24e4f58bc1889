"""Who takes part in a knelpunt."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.history import Role
from bot.messages import Incoming
from bot.storage.person import of_person
from bot.storage.schema import participant


async def find_participant(connection: AsyncConnection, message: Incoming, knelpunt_id: int) -> int | None:
    """Give the id of the sender of a message as a participant; None when they take no part."""
    return await connection.scalar(
        select(participant.c.id).where(
            participant.c.knelpunt_id == knelpunt_id,
            of_person(participant, message.channel, message.sender),
        )
    )


async def add_participant(
    connection: AsyncConnection, message: Incoming, knelpunt_id: int, role: Role, *, contact: bool
) -> int:
    """Have the sender of a message take part; give their id as a participant."""
    added = await connection.execute(
        insert(participant)
        .values(
            knelpunt_id=knelpunt_id,
            channel=message.channel,
            conversation=message.conversation,
            sender=message.sender,
            role=role,
            contact=contact,
        )
        .returning(participant.c.id)
    )
    participant_id: int = added.scalar_one()
    return participant_id
