"""What SQLite needs to be told, where other databases need nothing."""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

BEGIN = "sqlite_begin"
"""Execution option: how a transaction begins, or None for none at all."""

_TRANSACTIONS = ("busy_timeout=10000",)
_DURABILITY = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def control_transactions(engine: Engine) -> None:
    """Have transactions begin when SQLAlchemy says so, and not where Python's driver thinks fit.

    The driver begins one at the first change, so that what was read before is no part of it, and
    none at all for changes of tables.
    """

    def connect(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.isolation_level = None
        _set(connection, _TRANSACTIONS)

    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get(BEGIN, "DEFERRED")
        if kind:
            connection.exec_driver_sql(f"BEGIN {kind}")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)


def make_durable(engine: Engine) -> None:
    """Have what is committed survive power loss, and what is deleted leave no trace in the file."""
    event.listen(engine, "connect", lambda connection, _record: _set(connection, _DURABILITY))


async def erase_log(engine: AsyncEngine) -> None:
    """Empty the write-ahead log, in which what was deleted can still be read; others have none of ours."""
    if engine.dialect.name == "sqlite":
        async with engine.execution_options(**{BEGIN: None}).connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _set(connection: Any, pragmas: tuple[str, ...]) -> None:  # noqa: ANN401
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
