"""What PostgreSQL needs to be told, where other databases need nothing."""

from sqlalchemy import URL, Connection, text

DRIVER = "postgresql+psycopg"

LONGEST_CONNECTING = 10
"""Seconds."""

_LONGEST = {
    "statement_timeout": "60s",
    "lock_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}
"""A database that does not answer is a failure that can be tried again, and not a wait without end."""

_MIGRATING = 0x57656777696A7A
"""Names the lock that is held while the schema is brought up to date."""

TAKE_TURN = text("SELECT pg_advisory_xact_lock(0x577269746572)")
"""Has a transaction wait until no other one changes anything, and others wait until it ends."""


def with_driver(address: URL) -> URL:
    """Give an address with the one driver that is used, also where none or another one was named."""
    return address.set(drivername=DRIVER)


def engine_arguments() -> dict[str, object]:
    """Give what an engine is made with; a connection that died is noticed before it is used."""
    options = " ".join(f"-c {name}={value}" for name, value in _LONGEST.items())
    return {
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 20,
        "connect_args": {"connect_timeout": LONGEST_CONNECTING, "options": options},
    }


def wait_for_other_migrations(connection: Connection) -> None:
    """Have others wait who would bring the same schema up to date, until this transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": _MIGRATING})
