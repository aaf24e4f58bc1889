"""What is said unasked, until it is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    delete,
    exists,
    insert,
    literal,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.commands.offering import offering
from bot.memory import Awaiting
from bot.messages import Act, Incoming, Reply, keepable
from bot.storage.person import of_sender
from bot.storage.schema import handled_event, inbox, outbox, sent_event
from bot.storage.transaction import writing

_reply = TypeAdapter(Reply)
_awaiting = TypeAdapter(Awaiting)

_CAUSE = "outbox "


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something that is said unasked.

    Attributes:
        id: identifies it among all that is said unasked; sending it twice should change nothing.
        conversation: where it is said, as its channel identifies it.
        sender: the person whom it is for.
        reply: what is said.
        edits: the message of which it takes the place of the first reply; None where it takes no place.
    """

    id: int
    conversation: str
    sender: str
    reply: Reply
    edits: str | None = None


def cause_of(outgoing_id: int) -> str:
    """What stands in the place of the message that something is replied to, where it is said unasked."""
    return f"{_CAUSE}{outgoing_id}"


def edits_of(event: str) -> str:
    """What stands there where something takes the place of the reply to a message."""
    return f"edits {event}"


def said_unasked(event: str, channel: str) -> Select[Any]:
    """Select what is in the outbox of which an event on a channel is (a part of) the sending."""
    cause = literal(_CAUSE) + cast(outbox.c.id, String)
    return (
        select(outbox, sent_event.c.cause)
        .join(sent_event, and_(sent_event.c.channel == outbox.c.channel, sent_event.c.cause == cause))
        .where(sent_event.c.channel == channel, sent_event.c.event == event)
    )


async def add_to_outbox(  # noqa: PLR0913 - who, where, what, about what and when
    connection: AsyncConnection,
    channel: str,
    conversation: str,
    sender: str,
    reply: Reply,
    now: datetime,
    *,
    about: str | None = None,
    awaiting: Awaiting | None = None,
    not_before: datetime | None = None,
) -> None:
    """Have something said, at once or from a moment on, if the transaction of the connection is kept.

    What is asked with it is waited for once it is sent, see `asked_since`.
    """
    await connection.execute(
        insert(outbox).values(
            channel=channel,
            conversation=conversation,
            sender=sender,
            reply=_reply.dump_python(keepable(reply), mode="json"),
            about=about,
            awaiting=None if awaiting is None else _awaiting.dump_python(awaiting, mode="json"),
            created_at=now,
            not_before=not_before,
        )
    )


async def asked_since(
    connection: AsyncConnection, message: Incoming, since: datetime | None
) -> Awaiting | None:
    """Give what the sender of a message was asked there last without having asked for it; None for nothing.

    Args:
        connection: the database.
        message: what they say now.
        since: when they said something before; None where they did not, or it is not known.
    """
    later = true() if since is None else outbox.c.sent_at > since
    asked = await connection.scalar(
        select(outbox.c.awaiting)
        .where(of_sender(outbox, message), outbox.c.sent_at.is_not(None), later)
        .where(outbox.c.awaiting.is_not(None))
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    return None if asked is None else _awaiting.validate_python(asked)


async def edit_reply(  # noqa: PLR0913, PLR0917 - who, where, what, in the place of what and when
    connection: AsyncConnection,
    channel: str,
    conversation: str,
    sender: str,
    event: str,
    reply: Reply,
    now: datetime,
) -> None:
    """Put a reply in the place of the first one to a message, and of what was to take that place before.

    From then on it is what was replied to the message: who reacts to it, reacts to this. To a message that
    was withdrawn nothing is replied any more.
    """
    await drop_edits(connection, channel, event)
    kept = _reply.dump_python(keepable(reply), mode="json")
    handled = and_(handled_event.c.channel == channel, handled_event.c.event == event)
    before = await connection.scalar(select(handled_event.c.replies).where(handled))
    if before is not None and not before:
        return
    if before:
        values: dict[str, Any] = {"replies": [kept, *before[1:]]}
        # What can be chosen counts from now on; see `Answers.is_open`.
        values |= {"handled_at": now} if reply.choices else {}
        await connection.execute(update(handled_event).where(handled).values(values))
    awaiting = offering(reply.choices)
    await connection.execute(
        insert(outbox).values(
            channel=channel,
            conversation=conversation,
            sender=sender,
            reply=kept,
            created_at=now,
            edits=event,
            awaiting=None if awaiting is None else _awaiting.dump_python(awaiting, mode="json"),
        )
    )


async def drop_edits(connection: AsyncConnection, channel: str, event: str) -> None:
    """Send nothing any more of what waits to take the place of the reply to a message."""
    waits = (outbox.c.channel == channel, outbox.c.edits == event, outbox.c.sent_at.is_(None))
    await connection.execute(delete(outbox).where(*waits))


def _reply_is_under_way() -> ColumnElement[bool]:
    """Whether the message, or its correction, of which something replaces the reply is not finished yet."""
    is_correction = and_(
        inbox.c.message["act"].as_string() == Act.CORRECT,
        inbox.c.message["target"].as_string() == outbox.c.edits,
    )
    return exists().where(
        inbox.c.channel == outbox.c.channel,
        (inbox.c.event == outbox.c.edits) | is_correction,
        inbox.c.finished_at.is_(None),
    )


class Outbox:
    """What is said unasked on all channels, in order."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def pending(self, channel: str, limit: int, now: datetime) -> tuple[Outgoing, ...]:
        """Give the first that are still to be sent on a channel and may be sent now, at most `limit`.

        What takes the place of a reply comes last, as something newer may take its place; and not before that
        reply was sent.
        """
        due = outbox.c.not_before.is_(None) | (outbox.c.not_before <= now)
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                select(outbox)
                .where(outbox.c.channel == channel, outbox.c.sent_at.is_(None), due, ~_reply_is_under_way())
                .order_by(outbox.c.edits.is_not(None), outbox.c.id)
                .limit(limit)
            )
            return tuple(
                Outgoing(row.id, row.conversation, row.sender, _reply.validate_python(row.reply), row.edits)
                for row in rows
            )

    async def sent(self, outgoing_id: int, now: datetime) -> None:
        """Note that something was sent."""
        async with writing(self._engine) as connection:
            await connection.execute(update(outbox).where(outbox.c.id == outgoing_id).values(sent_at=now))
