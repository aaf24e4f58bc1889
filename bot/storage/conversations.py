"""What is known of conversations, and what each message led to."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.context import Context
from bot.knelpunten.actions import ForgetPerson
from bot.memory import Awaiting, Memory
from bot.messages import FOUND, Act, Incoming, Kind, Reply, keepable
from bot.outcome import Outcome
from bot.storage.acting import perform
from bot.storage.drafts import keep_draft, read_draft, remove_other_files
from bot.storage.memories import change_memory, read_memory, write_memory
from bot.storage.outbox import asked_since
from bot.storage.person import in_conversation, of_sender
from bot.storage.roles import note_use
from bot.storage.schema import conversation, draft, handled_event, inbox
from bot.storage.sqlite import erase_log
from bot.storage.transaction import Overtaken, writing
from bot.storage.withdrawing import withdraw

_replies = TypeAdapter(tuple[Reply, ...])


class Conversations:
    """Reads and keeps conversations, one transaction for a message and all that it leads to."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def replies_to(self, message: Incoming) -> tuple[Reply, ...] | None:
        """What was replied to this very message before; None when it is new.

        To a message that was withdrawn before anybody came to answer it, that is nothing.
        """
        async with self._engine.connect() as connection:
            replies = await connection.scalar(
                select(handled_event.c.replies).where(
                    handled_event.c.channel == message.channel, handled_event.c.event == message.event
                )
            )
            if replies is None and await connection.scalar(_withdrawal_of(message)):
                return ()
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
            asked = await asked_since(connection, message, said.updated_at if said else None)
        moments = [row.updated_at for row in (said, told) if row is not None]
        away = bool(moments) and max(moments) < since
        memory = Memory() if said is None else read_memory(said.memory)
        if away:
            memory = memory.after_a_while()
        return Context(
            memory=memory.asked_unasked(asked) if asked else memory,
            draft=None if told is None else read_draft(told.draft),
            away=away,
        )

    async def asked(self, message: Incoming) -> Awaiting | None:
        """What the sender of a message was asked last in that conversation, however long ago."""
        query = select(conversation.c.memory).where(of_sender(conversation, message))
        async with self._engine.connect() as connection:
            stored = await connection.scalar(query)
        return None if stored is None else read_memory(stored).awaiting

    async def keep(self, message: Incoming, outcome: Outcome, now: datetime) -> None:
        """Keep what a message leads to: all of it or nothing.

        Somebody who is forgotten is not remembered from then on either.

        Raises:
            Overtaken: the message was handled already, or what its action rests on is no longer so.
        """
        async with writing(self._engine) as connection:
            await _note_handled(connection, message, outcome.replies, _question(message, outcome.memory), now)
            await _remember(connection, message, outcome.memory, now)
            await keep_draft(connection, message, outcome.draft, now)
            if outcome.action is not None:
                await perform(connection, message, outcome.action, now)
            if outcome.use is not None:
                await note_use(connection, message, outcome.use, now)
            await remove_other_files(connection, message, outcome.draft)
        if isinstance(outcome.action, ForgetPerson):
            await erase_log(self._engine)

    async def mark_unhelpful(self, channel: str, place: str, sender: str, event: str) -> None:
        """Remember in a conversation that what was shown for a message did not help."""
        whose = in_conversation(conversation, channel, place, sender)
        async with writing(self._engine) as connection:
            await change_memory(connection, whose, lambda memory: memory.unhelped(event))

    async def withdraw(self, channel: str, event: str) -> None:
        """Forget what was asked with a message, what was replied to it, and what it began; see `withdraw`."""
        async with writing(self._engine) as connection:
            await withdraw(connection, channel, event)

    async def keep_replies(self, message: Incoming, replies: tuple[Reply, ...], now: datetime) -> None:
        """Keep what is replied to a message that leads to nothing else.

        Raises:
            Overtaken: the message was handled already.
        """
        async with writing(self._engine) as connection:
            await _note_handled(connection, message, replies, None, now)


def _withdrawal_of(message: Incoming) -> Select[tuple[int]]:
    """Find the withdrawal of a message among what waits."""
    return select(inbox.c.id).where(
        inbox.c.channel == message.channel,
        inbox.c.finished_at.is_(None),
        inbox.c.message["act"].as_string() == Act.WITHDRAW,
        inbox.c.message["target"].as_string() == message.event,
    )


async def _note_handled(
    connection: AsyncConnection,
    message: Incoming,
    replies: tuple[Reply, ...],
    question: str | None,
    now: datetime,
) -> None:
    kept = _replies.dump_python(tuple(keepable(reply) for reply in replies), mode="json")
    kind = next((reply.kind for reply in replies if reply.kind in FOUND), None) if question else None
    try:
        await connection.execute(
            insert(handled_event).values(
                channel=message.channel,
                event=message.event,
                replies=kept,
                handled_at=now,
                conversation=message.conversation,
                sender=message.sender,
                question=question,
                kind=kind,
            )
        )
    except IntegrityError as error:
        raise Overtaken(f"{message.event} was handled already") from error
    if message.act is Act.CORRECT and any(reply.kind is not Kind.NOTICE for reply in replies):
        await connection.execute(
            update(handled_event)
            .where(handled_event.c.channel == message.channel, handled_event.c.event == message.target)
            .values(replies=kept, question=question, kind=kind, handled_at=now)
        )


def _question(message: Incoming, memory: Memory) -> str | None:
    """What was asked with a message, as it is remembered."""
    event = message.target if message.act is Act.CORRECT else message.event
    asked = (exchange.question for exchange in reversed(memory.exchanges) if exchange.event == event)
    return next(asked, None)


async def _remember(connection: AsyncConnection, message: Incoming, memory: Memory, now: datetime) -> None:
    await connection.execute(delete(conversation).where(of_sender(conversation, message)))
    await connection.execute(
        insert(conversation).values(
            channel=message.channel,
            conversation=message.conversation,
            sender=message.sender,
            memory=write_memory(memory),
            updated_at=now,
        )
    )
