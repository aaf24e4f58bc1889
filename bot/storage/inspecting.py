"""What a database is and allows, seen without changing anything in it."""

import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import parsed, revision, without_password
from bot.storage.schema import metadata
from bot.storage.snapshots import as_it_is

_CHANGES = ("SELECT", "INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFacts:
    """What a database is and allows.

    Attributes:
        url: its address, without password.
        kind: of which kind it is, such as ``sqlite``.
        version: of the server or the library.
        revision: up to which migration it is; None where nothing was made in it yet.
        refused: tables that may not be read or written.
        may_migrate: whether tables may be made and changed.
        ahead: by how much its clock is ahead of the one here; negative where it is behind.
    """

    url: str
    kind: str
    version: str
    revision: str | None
    refused: tuple[str, ...]
    may_migrate: bool
    ahead: timedelta


async def look_at(url: str) -> DatabaseFacts:
    """See how a database is; an SQLite file must be there.

    Raises:
        DatabaseRefuses: it fails meanwhile.
        DatabaseUnusable: it cannot be reached.
    """
    shown = without_password(parsed(url))
    async with as_it_is(url) as engine, engine.connect() as connection:
        found = await connection.run_sync(revision)
        if engine.dialect.name == "sqlite":
            writable = _is_writable(Path(str(parsed(url).database)))
            return DatabaseFacts(
                url=shown,
                kind="SQLite",
                version=sqlite3.sqlite_version,
                revision=found,
                refused=() if writable else tuple(sorted(metadata.tables)),
                may_migrate=writable,
                ahead=timedelta(),
            )
        return DatabaseFacts(
            url=shown,
            kind="PostgreSQL",
            version=str(await connection.scalar(text("SHOW server_version"))).partition(" ")[0],
            revision=found,
            refused=await _refused(connection) if found else (),
            may_migrate=bool(
                await connection.scalar(
                    text("SELECT has_schema_privilege(current_user, current_schema(), 'CREATE')")
                )
            ),
            ahead=await _ahead(connection),
        )


def _is_writable(file: Path) -> bool:
    # SQLite makes files beside it.
    return os.access(file, os.R_OK | os.W_OK) and os.access(file.absolute().parent, os.W_OK)


async def _refused(connection: AsyncConnection) -> tuple[str, ...]:
    allowed = text("SELECT has_table_privilege(current_user, to_regclass(:table), :right)")
    refused = []
    for table in sorted(metadata.tables):
        given = [
            await connection.scalar(allowed, {"table": f'"{table}"', "right": right}) for right in _CHANGES
        ]
        # Of a table that a migration is still to make, nothing is known.
        if False in given:
            refused.append(table)
    return tuple(refused)


async def _ahead(connection: AsyncConnection) -> timedelta:
    before = datetime.now(UTC)
    there: datetime = (await connection.execute(text("SELECT clock_timestamp()"))).scalar_one()
    return there - (before + (datetime.now(UTC) - before) / 2)
