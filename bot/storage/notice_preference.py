"""Whether people want to hear what becomes of their knelpunten."""

from sqlalchemy import ColumnElement, Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Incoming
from bot.storage.person import of_same_person, on_any_account
from bot.storage.schema import notice_preference


async def prefer_notices(connection: AsyncConnection, message: Incoming, *, wanted: bool) -> None:
    """Note whether the sender of a message wants to hear it."""
    theirs = on_any_account(notice_preference, message.channel, message.sender)
    await connection.execute(delete(notice_preference).where(theirs))
    await connection.execute(
        insert(notice_preference).values(channel=message.channel, sender=message.sender, wanted=wanted)
    )


def wants_notices(table: Table) -> ColumnElement[bool]:
    """Rows of people who have not said that they do not want to hear it."""
    unwanted = select(notice_preference).where(
        of_same_person(notice_preference, table), notice_preference.c.wanted.is_(False)
    )
    return ~unwanted.exists()
