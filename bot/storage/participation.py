"""Who takes part in a knelpunt."""

from sqlalchemy import ColumnElement, Select, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.history import Role
from bot.messages import Incoming
from bot.storage.person import on_any_account
from bot.storage.schema import knelpunt, participant

REPORTING = (Role.REPORTER, Role.SUPPORTER)
"""The parts of those who have the knelpunt."""

OFFICIAL = (Role.HANDLER, Role.DIRECTORATE)
"""The parts that somebody takes by what they do to the knelpunt."""


def with_merged(which: ColumnElement[bool]) -> Select[tuple[int]]:
    """Select the ids of knelpunten and of all that were merged into them, also by way of others."""
    found = select(knelpunt.c.id, knelpunt.c.number).where(which).cte(recursive=True)
    into = select(knelpunt.c.id, knelpunt.c.number).where(knelpunt.c.merged_into == found.c.number)
    found = found.union(into)
    return select(found.c.id)


async def find_participant(connection: AsyncConnection, message: Incoming, knelpunt_id: int) -> int | None:
    """Give the id of the sender of a message as a participant who has a knelpunt, or None.

    Who has a knelpunt that was merged into it, takes part in it too; and so does who has it on an account
    that is linked to this one.
    """
    which = participant.c.knelpunt_id.in_(with_merged(knelpunt.c.id == knelpunt_id))
    query = _having(message, which).order_by(participant.c.knelpunt_id != knelpunt_id, participant.c.id)
    found: int | None = await connection.scalar(query)
    return found


async def joining(connection: AsyncConnection, message: Incoming, knelpunt_id: int) -> int:
    """Have the sender of a message have a knelpunt, if they do not yet; give their id as a participant.

    Who has one that was merged into it, has this one too from now on: the other may be taken out again.
    """
    query = _having(message, participant.c.knelpunt_id == knelpunt_id).order_by(participant.c.id)
    known: int | None = await connection.scalar(query)
    return known or await add_participant(connection, message, knelpunt_id, Role.SUPPORTER, contact=False)


def _having(message: Incoming, which: ColumnElement[bool]) -> Select[tuple[int]]:
    return (
        select(participant.c.id)
        .where(
            which,
            participant.c.role.in_(REPORTING),
            on_any_account(participant, message.channel, message.sender),
        )
        .limit(1)
    )


async def taking_part(connection: AsyncConnection, message: Incoming, knelpunt_id: int, role: Role) -> int:
    """Have the sender of a message take a part, if they do not yet; give their id as a participant."""
    known = await connection.scalar(
        select(participant.c.id)
        .where(
            participant.c.knelpunt_id == knelpunt_id,
            participant.c.role == role,
            on_any_account(participant, message.channel, message.sender),
        )
        .order_by(participant.c.id)
        .limit(1)
    )
    return known or await add_participant(connection, message, knelpunt_id, role, contact=False)


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
