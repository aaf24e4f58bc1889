"""Drafts that nobody goes on with: first a warning, then they are removed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.draft import Draft
from bot.messages import Reply
from bot.storage.drafts import read_draft
from bot.storage.outbox import add_to_outbox
from bot.storage.person import in_conversation
from bot.storage.schema import attachment, draft


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNotices:
    """Makes what is said about drafts that expire.

    Attributes:
        warning: what is said before a draft expires, given the moment at which it will; None is a
            draft that cannot be read.
        expired: what is said when it has.
    """

    warning: Callable[[Draft | None, datetime], Reply]
    expired: Callable[[Draft | None], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExpiry:
    """Rules for drafts.

    Attributes:
        kept: how long a draft is kept after its last change.
        warned: how long before that a warning is given; nothing is removed sooner after its warning,
            also when nobody could warn in time.
        notices: what is said.
    """

    kept: timedelta
    warned: timedelta
    notices: DraftNotices

    async def expire(self, connection: AsyncConnection, now: datetime) -> int:
        """Remove what is due and was warned about, and say so; give how many that were."""
        due = await connection.execute(
            select(draft).where(draft.c.updated_at <= now - self.kept, draft.c.warned_at <= now - self.warned)
        )
        rows = due.all()
        for row in rows:
            reply = self.notices.expired(read_draft(row.draft))
            await _say(connection, row, reply, now)
            for table in (draft, attachment):
                whose = in_conversation(table, row.channel, row.conversation, row.sender)
                await connection.execute(delete(table).where(whose))
        return len(rows)

    async def warn(self, connection: AsyncConnection, now: datetime) -> int:
        """Warn of what is nearly due; give how many that were."""
        nearly_due = await connection.execute(
            select(draft).where(
                draft.c.updated_at <= now - self.kept + self.warned, draft.c.warned_at.is_(None)
            )
        )
        rows = nearly_due.all()
        for row in rows:
            expires_at = max(row.updated_at + self.kept, now + self.warned)
            reply = self.notices.warning(read_draft(row.draft), expires_at)
            await _say(connection, row, reply, now)
            whose = in_conversation(draft, row.channel, row.conversation, row.sender)
            await connection.execute(update(draft).where(whose).values(warned_at=now))
        return len(rows)


async def _say(
    connection: AsyncConnection, row: Row[tuple[object, ...]], reply: Reply, now: datetime
) -> None:
    await add_to_outbox(connection, row.channel, row.conversation, row.sender, reply, now)
