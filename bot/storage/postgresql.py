"""What PostgreSQL needs to be told, where other databases need nothing."""

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection, text

from bot.storage.patience import PatientConnection

DRIVER = "postgresql+psycopg"

LONGEST_CONNECTING = 10
"""Seconds."""

_LONGEST = {
    "statement_timeout": "60s",
    "lock_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}
"""A database that does not answer is a failure that can be tried again, and not a wait without end."""

_NOTICED = {"keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 2, "tcp_user_timeout": 4000}
"""Four seconds after the other end died, either end knows it (Linux; without TCP it is known at once)."""

_SERVER_NOTICES = {
    name if name.startswith("tcp") else f"tcp_{name}": value for name, value in _NOTICED.items()
}
"""The same, as the server is told it."""

_SOON = ("starting up", "not yet accepting", "shutting down", "recovery", "too many", "connection slots")
"""What it says no with for a while only."""

_MIGRATING = 0x57656777696A7A
"""Names the lock that is held while the schema is brought up to date."""

TAKE_TURN = text("SELECT pg_advisory_xact_lock(0x577269746572)")
"""Has a transaction wait until no other one changes anything, and others wait until it ends."""


def with_driver(address: URL) -> URL:
    """Give an address with the one driver that is used, also where none or another one was named."""
    return address.set(drivername=DRIVER)


def engine_arguments() -> dict[str, object]:
    """Give what an engine is made with; a connection that died is noticed before it is used.

    What a process holds that lost its power, such as the writer's lock, the server gives to others.
    """
    options = " ".join(f"-c {name}={value}" for name, value in {**_LONGEST, **_SERVER_NOTICES}.items())
    return {
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 20,
        "connect_args": {
            "connect_timeout": LONGEST_CONNECTING,
            "options": options,
            "async_creator_fn": PatientConnection.connect,
            **_NOTICED,
        },
    }


def is_away(reason: str) -> bool:
    """Whether what PostgreSQL cannot be opened with may be over without anybody doing anything.

    Its client gives no code for it. Where a server speaks another language, everything is.
    """
    return "FATAL:" not in reason or any(words in reason for words in _SOON)


def for_libpq(address: URL) -> str:
    """Write an address as libpq reads it, whatever signs its password holds."""
    address = with_driver(address)
    _, given = address.get_dialect()().create_connect_args(address)
    return make_conninfo("", **given)


async def connect_apart(address: URL) -> psycopg.AsyncConnection:
    """Open a connection that belongs to no pool, for what lasts as long as the connection does.

    Each statement is a transaction of its own, and either end soon notices that the other one died.

    Raises:
        psycopg.Error: the database cannot be reached, or does not let us in.
    """
    where = make_conninfo(
        for_libpq(address),
        connect_timeout=LONGEST_CONNECTING,
        options=" ".join(f"-c {name}={value}" for name, value in _SERVER_NOTICES.items()),
        **_NOTICED,
    )
    return await psycopg.AsyncConnection.connect(where, autocommit=True)


def wait_for_other_migrations(connection: Connection) -> None:
    """Have others wait who would bring the same schema up to date, until this transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": _MIGRATING})
