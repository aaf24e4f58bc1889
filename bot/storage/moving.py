"""A conversation goes on in another place."""

from sqlalchemy import ColumnElement, Table, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.person import in_conversation
from bot.storage.schema import (
    attachment,
    conversation,
    digest,
    draft,
    handled_event,
    link_code,
    outbox,
    participant,
)
from bot.storage.transaction import writing

_Person = tuple[str, str]
"""The conversation that somebody was in, and who they are."""


class Moving:
    """Takes all that is kept of a conversation along."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def move(self, channel: str, old: str, new: str, threads: str | None = None) -> None:
        """Have a conversation go on in another; who has begun to talk there already keeps what is there.

        The threads in it go on there too, as they cannot be gone on with: what was remembered of somebody,
        and the report that they were telling, are from the conversation itself, or else from the thread in
        which they spoke last. What is left of them stays where it was, and expires there.

        Moved again, it changes nothing.

        Args:
            channel: where.
            old: the conversation.
            new: the one that takes its place.
            threads: what the names of its threads begin with; None where there are none.
        """
        async with writing(self._engine) as connection:
            remembered = await _move_people(connection, conversation, channel, old, new, threads)
            await _move_people(connection, draft, channel, old, new, threads)
            for place, sender in remembered:
                await connection.execute(
                    update(handled_event)
                    .where(
                        handled_event.c.channel == channel,
                        handled_event.c.conversation == place,
                        handled_event.c.sender == sender,
                    )
                    .values(conversation=new)
                )
            # The files of a draft that stays, stay with it.
            await connection.execute(
                update(attachment)
                .where(_in(attachment, channel, old, threads), ~_has_draft())
                .values(conversation=new)
            )
            for table in (outbox, participant, digest, link_code):
                await connection.execute(
                    update(table).where(_in(table, channel, old, threads)).values(conversation=new)
                )
            await connection.execute(
                update(handled_event).where(_in(handled_event, channel, old, None)).values(conversation=new)
            )


async def _move_people(
    connection: AsyncConnection, table: Table, channel: str, old: str, new: str, threads: str | None
) -> list[_Person]:
    """Move the one row of each person that goes along; gives whose it was, and from where."""
    there = select(table.c.sender).where(table.c.channel == channel, table.c.conversation == new)
    known = set(await connection.scalars(there))
    # Of truth values the smallest is false.
    newest_first = (table.c.conversation != old, table.c.updated_at.desc())
    rows = await connection.execute(
        select(table.c.conversation, table.c.sender)
        .where(_in(table, channel, old, threads))
        .order_by(*newest_first)
    )
    moved: list[_Person] = []
    for place, sender in rows.all():
        if sender in known:
            continue
        known.add(sender)
        moved.append((place, sender))
        await connection.execute(
            update(table).where(in_conversation(table, channel, place, sender)).values(conversation=new)
        )
    return moved


def _in(table: Table, channel: str, old: str, threads: str | None) -> ColumnElement[bool]:
    here = table.c.conversation == old
    if threads is not None:
        here = or_(here, table.c.conversation.startswith(threads, autoescape=True))
    return and_(table.c.channel == channel, here)


def _has_draft() -> ColumnElement[bool]:
    drafts = select(draft.c.channel).where(
        draft.c.channel == attachment.c.channel,
        draft.c.conversation == attachment.c.conversation,
        draft.c.sender == attachment.c.sender,
    )
    return drafts.correlate(attachment).exists()
