"""What is known of conversations, and what each message led to."""

import logging
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.context import Context
from bot.knelpunten.actions import ForgetPerson
from bot.memory import Memory
from bot.messages import Incoming, Reply, keepable
from bot.outcome import Outcome
from bot.storage.acting import perform
from bot.storage.drafts import keep_draft, read_draft, remove_other_files
from bot.storage.person import of_sender
from bot.storage.schema import conversation, draft, handled_event
from bot.storage.sqlite import erase_log
from bot.storage.transaction import Overtaken, writing

log = logging.getLogger(__name__)

_memory = TypeAdapter(Memory)
_replies = TypeAdapter(tuple[Reply, ...])


class Conversations:
    """Reads and keeps conversations, one transaction for a message and all that it leads to."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def replies_to(self, message: Incoming) -> tuple[Reply, ...] | None:
        """What was replied to this very message before; None when it is new."""
        async with self._engine.connect() as connection:
            replies = await connection.scalar(
                select(handled_event.c.replies).where(
                    handled_event.c.channel == message.channel, handled_event.c.event == message.event
                )
            )
        return None if replies is None else _replies.validate_python(replies)

    async def context_of(self, message: Incoming, since: datetime) -> Context:
        """What is known of the sender in this conversation.

        Args:
            message: the message that is being handled.
            since: what was said before this moment is forgotten, if nothing was said after it.
        """
        async with self._engine.connect() as connection:
            said = (
                await connection.execute(
                    select(conversation.c.memory, conversation.c.updated_at).where(
                        of_sender(conversation, message)
                    )
                )
            ).one_or_none()
            told = (
                await connection.execute(
                    select(draft.c.draft, draft.c.updated_at).where(of_sender(draft, message))
                )
            ).one_or_none()
        moments = [row.updated_at for row in (said, told) if row is not None]
        away = bool(moments) and max(moments) < since
        memory = Memory() if said is None else _read_memory(said.memory)
        return Context(
            memory=Memory(introduced=memory.introduced) if away else memory,
            draft=None if told is None else read_draft(told.draft),
            away=away,
        )

    async def keep(self, message: Incoming, outcome: Outcome, now: datetime) -> None:
        """Keep what a message leads to: all of it or nothing.

        Somebody who is forgotten is not remembered from then on either.

        Raises:
            Overtaken: the message was handled already, or what its action rests on is no longer so.
        """
        async with writing(self._engine) as connection:
            await _note_handled(connection, message, outcome.replies, now)
            await _remember(connection, message, outcome.memory, now)
            await keep_draft(connection, message, outcome.draft, now)
            if outcome.action is not None:
                await perform(connection, message, outcome.action, now)
            await remove_other_files(connection, message, outcome.draft)
        if isinstance(outcome.action, ForgetPerson):
            await erase_log(self._engine)


async def _note_handled(
    connection: AsyncConnection, message: Incoming, replies: tuple[Reply, ...], now: datetime
) -> None:
    kept = tuple(keepable(reply) for reply in replies)
    try:
        await connection.execute(
            insert(handled_event).values(
                channel=message.channel,
                event=message.event,
                replies=_replies.dump_python(kept, mode="json"),
                handled_at=now,
                conversation=message.conversation,
                sender=message.sender,
            )
        )
    except IntegrityError as error:
        raise Overtaken(f"{message.event} was handled already") from error


async def _remember(connection: AsyncConnection, message: Incoming, memory: Memory, now: datetime) -> None:
    await connection.execute(delete(conversation).where(of_sender(conversation, message)))
    await connection.execute(
        insert(conversation).values(
            channel=message.channel,
            conversation=message.conversation,
            sender=message.sender,
            memory=_memory.dump_python(memory, mode="json"),
            updated_at=now,
        )
    )


def _read_memory(data: object) -> Memory:
    """What another version remembered may not be understood; a conversation goes on without it."""
    try:
        return _memory.validate_python(data)
    except ValidationError:
        log.warning("what is remembered of a conversation cannot be read, and is left out")
        return Memory()
