"""Reports that are being told, as they are kept with their files."""

import logging
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knelpunten.draft import Draft
from bot.messages import Incoming
from bot.storage.person import of_sender
from bot.storage.schema import attachment, draft

log = logging.getLogger(__name__)

_as_json = TypeAdapter(Draft)


def write_draft(told: Draft) -> Any:  # noqa: ANN401
    """Give a draft as it is kept, in JSON."""
    return _as_json.dump_python(told, mode="json")


def read_draft(data: object) -> Draft | None:
    """Give a draft that was kept; None when this version does not understand it.

    Somebody with such a draft tells their report anew: better than that nothing they say is answered.
    """
    try:
        return _as_json.validate_python(data)
    except ValidationError as error:
        # What it says is not for the log.
        log.error("a draft cannot be read: %d errors", error.error_count())
        return None


async def keep_draft(
    connection: AsyncConnection, message: Incoming, kept: Draft | None, now: datetime
) -> None:
    """Keep what the sender is reporting, or nothing; a draft that did not change does not start anew."""
    if kept is None:
        await connection.execute(delete(draft).where(of_sender(draft, message)))
        return
    found = (await connection.execute(select(draft.c.draft).where(of_sender(draft, message)))).one_or_none()
    data = write_draft(kept)
    if found is None:
        await connection.execute(
            insert(draft).values(
                channel=message.channel,
                conversation=message.conversation,
                sender=message.sender,
                draft=data,
                started_at=now,
                updated_at=now,
            )
        )
    elif found.draft != data:
        await connection.execute(
            update(draft).where(of_sender(draft, message)).values(draft=data, updated_at=now, warned_at=None)
        )


async def remove_other_files(connection: AsyncConnection, message: Incoming, kept: Draft | None) -> None:
    """Remove the files of the sender that do not belong to what they are reporting."""
    named = () if kept is None else kept.attachments
    await connection.execute(
        delete(attachment).where(of_sender(attachment, message), attachment.c.id.not_in(named))
    )
