"""Changing where a knelpunt stands, and telling who takes part in it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.actions import Change
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Status
from bot.messages import Incoming
from bot.storage.participation import OFFICIAL, find_participant, taking_part
from bot.storage.recording import record
from bot.storage.schema import knelpunt
from bot.storage.telling import tell
from bot.storage.transaction import Overtaken


async def change_knelpunt(
    connection: AsyncConnection, message: Incoming, change: Change, now: datetime
) -> None:
    """Change a knelpunt, and put what is said about it into the outbox.

    Raises:
        Overtaken: the knelpunt is not there or stands elsewhere than where it was seen, or the one into which
            it goes was merged itself.
    """
    into = change.data["number"] if change.kind is EventKind.MERGED else None
    # In one order, so that two who merge each into the other do not wait for each other.
    rows = await connection.execute(
        select(knelpunt.c.number, knelpunt.c.id, knelpunt.c.status)
        .where(knelpunt.c.number.in_({change.number, into or change.number}))
        .order_by(knelpunt.c.id)
        .with_for_update()
    )
    standing = {row.number: row for row in rows}
    found = standing.get(change.number)
    if found is None or Status(found.status) is not change.seen:
        raise Overtaken(f"{change.number} does not stand at {change.seen} any more")
    if into and (into not in standing or Status(standing[into].status) is Status.MERGED):
        raise Overtaken(f"{into} does not stand for itself any more")
    by = await _participant(connection, message, found.id, change.by)
    if "status" in change.data:
        await connection.execute(
            update(knelpunt)
            .where(knelpunt.c.id == found.id)
            .values(status=change.data["status"], since=now, merged_into=into)
        )
    await record(connection, found.id, change.kind, change.data, at=now, participant_id=by)
    for notice in change.notices:
        await tell(connection, message, found.id, notice, now, change.told_from)


async def _participant(connection: AsyncConnection, message: Incoming, knelpunt_id: int, role: Role) -> int:
    if role in OFFICIAL:
        return await taking_part(connection, message, knelpunt_id, role)
    found = await find_participant(connection, message, knelpunt_id)
    if found is None:
        raise Overtaken("the sender takes no part in the knelpunt any more")
    return found
