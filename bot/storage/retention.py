"""Keeping nothing about people for longer than was agreed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Delete, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.continuations import remove_expired
from bot.storage.draft_expiry import DraftExpiry, DraftNotices
from bot.storage.index_jobs import forget_who_asked
from bot.storage.person import of_same_person
from bot.storage.roles import make_anonymous
from bot.storage.schema import (
    attachment,
    conversation,
    draft,
    feedback,
    handled_event,
    inbox,
    index_job,
    knelpunt_event,
    link_code,
    notice_preference,
    outbox,
    participant,
    privileged_act,
    sent_event,
    to_answer,
)
from bot.storage.sqlite import erase_log
from bot.storage.transaction import writing

LEFT_BEHIND = timedelta(days=1)
"""What is in the queue of messages for so long, nobody waits for any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """How long things are kept.

    Attributes:
        draft: a draft, after its last change.
        draft_warning: from the warning that a draft expires until it does.
        conversation: what is remembered of somebody, after the last message.
        messages: what was replied to a message, that it was answered, what was said unasked, and with
            which reaction somebody said whether an answer helped.
        link: who takes part in a knelpunt, after the last thing that happened to it, and who used a command
            that is not for everyone.
    """

    draft: timedelta
    draft_warning: timedelta
    conversation: timedelta
    messages: timedelta
    link: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """How many drafts were warned about, and how many of everything were removed."""

    warnings: int
    drafts: int
    files: int
    conversations: int
    replies: int
    messages: int
    notices: int
    events: int
    links: int
    codes: int


class Retention:
    """Removes what was kept for long enough.

    Args:
        engine: the database.
        periods: how long is enough.
        notices: makes what is said about drafts that expire.
    """

    def __init__(self, engine: AsyncEngine, periods: Periods, notices: DraftNotices) -> None:
        self._engine = engine
        self._periods = periods
        self._expiry = DraftExpiry(kept=periods.draft, warned=periods.draft_warning, notices=notices)

    async def apply(self, now: datetime) -> Applied:
        """Remove what was kept for long enough, and say so of drafts: all of it or nothing."""
        long_ago = now - self._periods.messages
        # What is being answered is held, and gone once it is; waiting for it, this would keep it waiting.
        left = select(to_answer.c.id).where(to_answer.c.asked_at < now - LEFT_BEHIND)
        async with writing(self._engine) as connection:
            applied = Applied(
                drafts=await self._expiry.expire(connection, now),
                warnings=await self._expiry.warn(connection, now),
                files=await _remove(
                    connection, delete(attachment).where(_has_no_draft_since(now - self._periods.draft))
                ),
                conversations=await _remove(
                    connection,
                    delete(conversation).where(conversation.c.updated_at < now - self._periods.conversation),
                ),
                replies=await _remove(
                    connection, delete(handled_event).where(handled_event.c.handled_at < long_ago)
                ),
                messages=await _remove(connection, delete(inbox).where(inbox.c.finished_at < long_ago))
                + await remove_expired(connection, now)
                + await _remove(
                    connection,
                    delete(to_answer).where(to_answer.c.id.in_(left.with_for_update(skip_locked=True))),
                ),
                notices=await _remove(connection, delete(outbox).where(outbox.c.created_at < long_ago)),
                events=await _remove(connection, delete(sent_event).where(sent_event.c.sent_at < long_ago)),
                links=await _remove(
                    connection, delete(participant).where(_is_at_rest_since(now - self._periods.link))
                ),
                codes=await _remove(connection, delete(link_code).where(link_code.c.valid_until <= now)),
            )
            await connection.execute(delete(notice_preference).where(_is_of_nobody_known()))
            await make_anonymous(connection, privileged_act.c.at < now - self._periods.link)
            await forget_who_asked(connection, index_job.c.finished_at < long_ago)
            await connection.execute(
                update(feedback).where(feedback.c.given_at < long_ago).values(event=None)
            )
        # Also what was removed by a process that was killed before it could erase it.
        await erase_log(self._engine)
        return applied


async def _remove(connection: AsyncConnection, statement: Delete) -> int:
    return (await connection.execute(statement)).rowcount


def _has_no_draft_since(moment: datetime) -> ColumnElement[bool]:
    """Files whose message was never handled to the end."""
    drafts = select(draft.c.channel).where(
        draft.c.channel == attachment.c.channel,
        draft.c.conversation == attachment.c.conversation,
        draft.c.sender == attachment.c.sender,
    )
    return and_(
        attachment.c.knelpunt_id.is_(None),
        attachment.c.added_at < moment,
        ~drafts.correlate(attachment).exists(),
    )


def _is_at_rest_since(moment: datetime) -> ColumnElement[bool]:
    """Participants in knelpunten to which nothing has happened since."""
    events = select(knelpunt_event.c.id).where(
        knelpunt_event.c.knelpunt_id == participant.c.knelpunt_id, knelpunt_event.c.at >= moment
    )
    return ~events.correlate(participant).exists()


def _is_of_nobody_known() -> ColumnElement[bool]:
    """Preferences of people who take part in nothing, and of whom no conversation is remembered."""
    known = [
        select(table.c.channel).where(of_same_person(table, notice_preference)).correlate(notice_preference)
        for table in (participant, conversation)
    ]
    return and_(*(~rows.exists() for rows in known))
