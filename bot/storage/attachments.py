"""Files that came with messages: those of drafts, and those of knelpunten."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Incoming
from bot.storage.schema import attachment, knelpunt
from bot.storage.transaction import writing

_LISTED = [column for column in attachment.c if column.name != "content"]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it is listed, without its content.

    Attributes:
        id: identifies it among all files, for good.
        name: file name as the sender gave it.
        media_type: what its content was found to be.
        size: bytes.
        sha256: of its content, in hexadecimal.
        added_at: when it came in.
    """

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime


class Attachments:
    """Keeps files. One that the draft of its sender does not name is removed with the next message."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add_to_draft(
        self, message: Incoming, position: int, name: str, media_type: str, content: bytes
    ) -> int:
        """Keep a file of a message, once, for the sender's draft.

        Args:
            message: the message that it came with.
            position: which of the files of that message it is, from 0.
            name: its file name.
            media_type: what its content was found to be.
            content: its bytes.

        Returns:
            Its id, to be named by the draft.
        """
        async with writing(self._engine) as connection:
            known: int | None = await connection.scalar(
                select(attachment.c.id).where(
                    attachment.c.channel == message.channel,
                    attachment.c.event == message.event,
                    attachment.c.position == position,
                )
            )
            if known is not None:
                return known
            added = await connection.execute(
                insert(attachment)
                .values(
                    channel=message.channel,
                    conversation=message.conversation,
                    sender=message.sender,
                    event=message.event,
                    position=position,
                    name=name,
                    media_type=media_type,
                    size=len(content),
                    sha256=hashlib.sha256(content).hexdigest(),
                    added_at=datetime.now(UTC),
                    content=content,
                )
                .returning(attachment.c.id)
            )
            attachment_id: int = added.scalar_one()
            return attachment_id

    async def of_ids(self, ids: Sequence[int]) -> tuple[StoredFile, ...]:
        """List the files of these ids, in their order; what is not there is left out."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(*_LISTED).where(attachment.c.id.in_(ids)))
            found = {row.id: _stored_file(row) for row in rows}
        return tuple(found[wanted] for wanted in ids if wanted in found)

    async def of_knelpunt(self, number: str) -> tuple[StoredFile, ...]:
        """List the files that belong to a knelpunt, in the order in which they came in."""
        query = select(*_LISTED).join(knelpunt, knelpunt.c.id == attachment.c.knelpunt_id)
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                query.where(knelpunt.c.number == number).order_by(attachment.c.id)
            )
            return tuple(_stored_file(row) for row in rows)

    async def content(self, attachment_id: int) -> bytes | None:
        """Give the bytes of a file; None when it is not there."""
        async with self._engine.connect() as connection:
            return await connection.scalar(
                select(attachment.c.content).where(attachment.c.id == attachment_id)
            )


def _stored_file(row: Row[tuple[object, ...]]) -> StoredFile:
    return StoredFile(row.id, row.name, row.media_type, row.size, row.sha256, row.added_at)
