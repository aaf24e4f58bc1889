"""What the assistant said: which events its replies are, and what they were replies to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Act, Incoming, Kind, Reply, paragraph
from bot.storage.answer import Answer, notice_of, reply_of, with_reply
from bot.storage.outbox import said_unasked
from bot.storage.schema import handled_event, inbox, sent_event
from bot.storage.transaction import writing

_replies = TypeAdapter(tuple[Reply, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """A message that was taken up.

    Attributes:
        conversation: where it was said; None where that is not known any more.
        sender: who said it; None where that is not known any more.
        was_choice: it was a reaction with which a choice was made, and was answered.
    """

    conversation: str | None
    sender: str | None
    was_choice: bool


class Answers:
    """Finds what was said again, for whoever corrects, withdraws or reacts."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def note(self, channel: str, cause: str, number: int, events: Sequence[str], now: datetime) -> None:
        """Note as which events a reply was sent, in the place of those that it was before.

        Args:
            channel: where.
            cause: the message that it replies to.
            number: counts the replies to that message from 0.
            events: the parts of the reply, in order.
            now: when.
        """
        async with writing(self._engine) as connection:
            await connection.execute(
                delete(sent_event).where(_of(channel, cause), sent_event.c.number == number)
            )
            rows = [
                {
                    "channel": channel,
                    "event": event,
                    "cause": cause,
                    "number": number,
                    "part": part,
                    "sent_at": now,
                }
                for part, event in enumerate(events)
            ]
            if rows:
                await connection.execute(insert(sent_event), rows)

    async def events_of(self, channel: str, cause: str) -> dict[int, tuple[str, ...]]:
        """The events that were sent in reply to a message: of each reply its parts, in order."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                select(sent_event.c.number, sent_event.c.event)
                .where(_of(channel, cause))
                .order_by(sent_event.c.number, sent_event.c.part)
            )
            events: dict[int, tuple[str, ...]] = {}
            for number, event in rows:
                events[number] = (*events.get(number, ()), event)
        return events

    async def find(self, channel: str, event: str) -> Answer | None:
        """What was said with an event, or with a part of it; None where nothing was, or it is not kept."""
        query = (
            select(handled_event, sent_event.c.number)
            .join(
                sent_event,
                and_(
                    sent_event.c.channel == handled_event.c.channel,
                    sent_event.c.cause == handled_event.c.event,
                ),
            )
            .where(sent_event.c.channel == channel, sent_event.c.event == event)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
            if row is not None:
                return reply_of(row)
            unasked = (await connection.execute(said_unasked(event, channel))).one_or_none()
        return None if unasked is None else notice_of(unasked)

    async def to(self, channel: str, cause: str) -> tuple[Answer, ...]:
        """What was replied to a message."""
        query = select(handled_event).where(
            handled_event.c.channel == channel, handled_event.c.event == cause
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return ()
        return tuple(with_reply(row, reply) for reply in _replies.validate_python(row.replies))

    async def offered_to(self, message: Incoming) -> str | None:
        """The event with the choices that the sender of a message had there; None where they had none."""
        query = (
            select(handled_event.c.event, handled_event.c.replies)
            .where(
                handled_event.c.channel == message.channel,
                handled_event.c.conversation == message.conversation,
                handled_event.c.sender == message.sender,
                handled_event.c.event != message.event,
            )
            .order_by(handled_event.c.handled_at.desc())
            .limit(1)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        replies = _replies.validate_python(row.replies) if row else ()
        if row is None or not replies or not replies[-1].choices:
            return None
        events = (await self.events_of(message.channel, row.event)).get(len(replies) - 1, ())
        return events[-1] if events else None

    async def is_open(self, answer: Answer, channel: str) -> bool:
        """Whether its choices still mean what they meant.

        In the course of a conversation they do until its person is replied something else there; notices do
        not count. The choices of a notice stand for themselves.
        """
        if answer.reply.kind is Kind.NOTICE:
            return True
        query = select(handled_event.c.replies).where(
            handled_event.c.channel == channel,
            handled_event.c.conversation == answer.conversation,
            handled_event.c.sender == answer.sender,
            handled_event.c.handled_at > answer.handled_at,
        )
        async with self._engine.connect() as connection:
            later = [_replies.validate_python(row) for row in await connection.scalars(query)]
        return all(reply.kind is Kind.NOTICE for replies in later for reply in replies)

    async def was_told_since(self, message: Incoming, reply: Reply) -> bool:
        """Whether a reply was given, to whomever, in a conversation after a message was sent there."""
        query = select(handled_event.c.replies).where(
            handled_event.c.channel == message.channel,
            handled_event.c.conversation == message.conversation,
            handled_event.c.handled_at > message.sent_at,
        )
        async with self._engine.connect() as connection:
            given = [_replies.validate_python(row) for row in await connection.scalars(query)]
        return any(reply in replies for replies in given)

    async def was_told(self, message: Incoming, sentence: str) -> bool:
        """Whether the sender of a message was told something before in that conversation."""
        query = select(handled_event.c.replies).where(
            handled_event.c.channel == message.channel,
            handled_event.c.conversation == message.conversation,
            handled_event.c.sender == message.sender,
        )
        async with self._engine.connect() as connection:
            given = [_replies.validate_python(row) for row in await connection.scalars(query)]
        return any(paragraph(sentence) in reply.blocks for replies in given for reply in replies)

    async def taken_up(self, channel: str, event: str) -> TakenUp | None:
        """Tell where a message was said that waits or was answered; None for what never came in."""
        query = (
            select(
                inbox.c.message,
                handled_event.c.conversation,
                handled_event.c.sender,
                handled_event.c.handled_at,
            )
            .outerjoin(
                handled_event,
                and_(handled_event.c.channel == inbox.c.channel, handled_event.c.event == inbox.c.event),
            )
            .where(inbox.c.channel == channel, inbox.c.event == event)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        waiting = row.message or {}
        return TakenUp(
            conversation=row.conversation or waiting.get("conversation"),
            sender=row.sender or waiting.get("sender"),
            was_choice=waiting.get("act") == Act.REACT and row.handled_at is not None,
        )

    async def newest_events(self, channel: str, limit: int) -> tuple[str, ...]:
        """Give the newest events that were sent or came in on a channel, at most `limit` of each."""
        sent = (
            select(sent_event.c.event)
            .where(sent_event.c.channel == channel)
            .order_by(sent_event.c.sent_at.desc())
            .limit(limit)
        )
        came_in = (
            select(inbox.c.event).where(inbox.c.channel == channel).order_by(inbox.c.id.desc()).limit(limit)
        )
        async with self._engine.connect() as connection:
            return (*await connection.scalars(sent), *await connection.scalars(came_in))


def _of(channel: str, cause: str) -> ColumnElement[bool]:
    return and_(sent_event.c.channel == channel, sent_event.c.cause == cause)
