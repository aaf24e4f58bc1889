"""A conversation goes on in another place."""

from sqlalchemy import Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.schema import attachment, conversation, draft, handled_event, outbox, participant
from bot.storage.transaction import writing


class Moving:
    """Takes all that is kept of a conversation along."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def move(self, channel: str, old: str, new: str) -> None:
        """Have a conversation go on in another; who has begun to talk there already keeps what is there.

        Moved again, it changes nothing.
        """
        async with writing(self._engine) as connection:
            for table in (conversation, draft):
                await _move_people(connection, table, channel, old, new)
            for table in (handled_event, attachment, outbox, participant):
                await connection.execute(
                    update(table)
                    .where(table.c.channel == channel, table.c.conversation == old)
                    .values(conversation=new)
                )


async def _move_people(connection: AsyncConnection, table: Table, channel: str, old: str, new: str) -> None:
    there = select(table.c.sender).where(table.c.channel == channel, table.c.conversation == new)
    known = list(await connection.scalars(there))
    await connection.execute(
        update(table)
        .where(table.c.channel == channel, table.c.conversation == old, table.c.sender.not_in(known))
        .values(conversation=new)
    )
