"""The documents that admins added, and for whom and when any document holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.library.actions import AddDocuments, BringBackDocument, LibraryAction, SetTerms, WithdrawDocument
from bot.library.terms import Terms
from bot.library.version import version_of
from bot.messages import Incoming
from bot.reindexing.actions import JobKind, RequestJob
from bot.storage.index_jobs import request_job
from bot.storage.schema import document_terms, library_document
from bot.storage.transaction import writing


@dataclass(frozen=True, slots=True)
class Added:
    """A file that an admin added.

    Attributes:
        name: file name.
        url: where it was fetched, or ``""``.
        added_at: when.
    """

    name: str
    url: str
    added_at: datetime

    @property
    def version(self) -> str:
        """Which version of the document it is."""
        return version_of(self.added_at)


class Library:
    """Reads what admins added, and the terms of documents."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def added(self) -> tuple[Added, ...]:
        """Give what was added, by name."""
        query = select(library_document.c.name, library_document.c.url, library_document.c.added_at).order_by(
            library_document.c.name
        )
        async with self._engine.connect() as connection:
            return tuple(Added(*row) for row in await connection.execute(query))

    async def content(self, name: str) -> bytes | None:
        """Give the bytes of a file; None where none of that name was added."""
        query = select(library_document.c.content).where(library_document.c.name == name)
        async with self._engine.connect() as connection:
            content: bytes | None = await connection.scalar(query)
        return content

    async def terms(self) -> Mapping[str, Terms]:
        """Give for each document that has terms what they are; all others hold for everyone, always."""
        async with self._engine.connect() as connection:
            return {row.document: _terms(row) for row in await connection.execute(select(document_terms))}

    async def superseded(self, held: Mapping[str, str]) -> frozenset[str]:
        """Name the documents of which an index holds, if any, another version than was added last.

        The terms of a document are about what was added last: they may be wider than those of what was there.

        Args:
            held: the versions that the index holds, by name.
        """
        added = {one.name: one.version for one in await self.added()}
        return frozenset(name for name in added.keys() | held.keys() if added.get(name) != held.get(name))

    async def hidden(self, room: str, today: date, held: Mapping[str, str]) -> frozenset[str]:
        """Name the documents of which nothing may be shown in a room.

        Args:
            room: channel and room, such as ``matrix:!abc:example.org``.
            today: the day, in the Netherlands.
            held: the versions of documents that the index holds, by name.
        """
        # In this order: what is added in between then has the terms that it had, or is another version.
        terms = await self.terms()
        hidden = frozenset(name for name, given in terms.items() if not given.hold(room, today))
        return hidden | await self.superseded(held)

    async def change(self, action: LibraryAction, now: datetime) -> None:
        """Do something to the documents; making the index anew is left to who asks for it."""
        async with writing(self._engine) as connection:
            await _change(connection, action, now)


async def change_library(
    connection: AsyncConnection, message: Incoming, action: LibraryAction, now: datetime
) -> None:
    """Do what a message does to the documents, and have the index follow where that takes making it anew."""
    await _change(connection, action, now)
    if not isinstance(action, SetTerms):
        await request_job(connection, message, RequestJob(kind=JobKind.REINDEX), now)


async def _change(connection: AsyncConnection, action: LibraryAction, now: datetime) -> None:
    match action:
        case AddDocuments(documents):
            for document in documents:
                await _remove(connection, document.name)
                await connection.execute(
                    insert(library_document).values(
                        name=document.name, content=document.content, url=document.url, added_at=now
                    )
                )
                await _set_withdrawn(connection, document.name, None)
                if document.terms is not None:
                    await _set_terms(connection, document.name, document.terms)
        case WithdrawDocument(name):
            await _remove(connection, name)
            await _set_withdrawn(connection, name, now)
        case BringBackDocument(name):
            await _set_withdrawn(connection, name, None)
        case SetTerms(name, terms):
            await _set_terms(connection, name, terms)


async def _remove(connection: AsyncConnection, name: str) -> None:
    await connection.execute(delete(library_document).where(library_document.c.name == name))


async def _set_withdrawn(connection: AsyncConnection, name: str, at: datetime | None) -> None:
    """For whom and when a document holds stays as it was: what comes back is for nobody else than before."""
    changed = await connection.execute(
        update(document_terms).where(document_terms.c.document == name).values(withdrawn_at=at)
    )
    if at is not None and not changed.rowcount:
        await connection.execute(insert(document_terms).values(document=name, withdrawn_at=at))


async def _set_terms(connection: AsyncConnection, name: str, terms: Terms) -> None:
    """Whether it is withdrawn is not for this to change."""
    held = {
        "valid_from": terms.valid_from,
        "valid_until": terms.valid_until,
        "rooms": None if terms.rooms is None else sorted(terms.rooms),
    }
    changed = await connection.execute(
        update(document_terms).where(document_terms.c.document == name).values(**held)
    )
    if not changed.rowcount:
        await connection.execute(insert(document_terms).values(document=name, **held))


def _terms(row: Row[Any]) -> Terms:
    return Terms(
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        rooms=None if row.rooms is None else frozenset(row.rooms),
        withdrawn=row.withdrawn_at is not None,
    )
