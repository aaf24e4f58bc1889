"""A reply as it was sent, read from its row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from bot.messages import Reply

_reply = TypeAdapter(Reply)
_replies = TypeAdapter(tuple[Reply, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reply as it was sent, or something that was said unasked.

    Attributes:
        cause: the message that it replies to; see `cause_of` for what was said unasked.
        conversation: where that was said; None for somebody who wanted to be forgotten.
        sender: who said it; None for somebody who wanted to be forgotten.
        question: what was asked with it, without personal data; ``""`` where it was no question.
        reply: what was replied.
        handled_at: when.
        about: of what was said unasked the number of the knelpunt that it is about; or ``""``.
    """

    cause: str
    conversation: str | None
    sender: str | None
    question: str
    reply: Reply
    handled_at: datetime
    about: str = ""


def reply_of(row: Row[Any]) -> Answer | None:
    """Give the reply of the number in a row of `handled_event`; None where it is not kept."""
    replies = _replies.validate_python(row.replies)
    return with_reply(row, replies[row.number]) if row.number < len(replies) else None


def notice_of(row: Row[Any]) -> Answer:
    """Give what was said unasked from a row of `outbox`."""
    return Answer(
        cause=row.cause,
        conversation=row.conversation,
        sender=row.sender,
        question="",
        reply=_reply.validate_python(row.reply),
        handled_at=row.created_at,
        about=row.about or "",
    )


def with_reply(row: Row[Any], reply: Reply) -> Answer:
    """Give a reply to the message of a row of `handled_event`."""
    return Answer(
        cause=row.event,
        conversation=row.conversation,
        sender=row.sender,
        question=row.question or "",
        reply=reply,
        handled_at=row.handled_at,
    )
