"""Opening the database: connections, durability, and the schema it must have."""

import asyncio
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.storage.postgresql import engine_arguments, with_driver
from bot.storage.schema import metadata
from bot.storage.sqlite import control_transactions, make_durable

MIGRATIONS = Path(__file__).parent / "migrations"
IN_MEMORY = "sqlite+aiosqlite://"
NEWEST_REVISION = "0006"


class DatabaseUnusable(Exception):
    """The database cannot be used.

    Attributes:
        url: its address, without password.
        detail: what is wrong.
    """

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = detail


def has_database(url: str) -> bool:
    """Whether there is a database, as far as that can be known without opening, and so making, it."""
    try:
        address = make_url(url)
    except ArgumentError:
        return True
    if address.get_backend_name() != "sqlite":
        return True
    return address.database is not None and Path(address.database).exists()


async def open_database(url: str) -> AsyncEngine:
    """Open a database and bring its schema up to date.

    Args:
        url: an SQLAlchemy address, e.g. ``sqlite:///data/wegwijzer.db``.

    Raises:
        DatabaseUnusable: the address is wrong, the database cannot be reached, or a newer
            version of this program wrote it.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnusable("database_url", "not a database address") from error
    shown = address.render_as_string(hide_password=True)
    match address.get_backend_name():
        case "sqlite":
            engine = _sqlite(address)
        case "postgresql":
            address = with_driver(address)
            # A statement that fails must not bring what people wrote into the log.
            engine = create_async_engine(address, hide_parameters=True, **engine_arguments())
        case _:
            raise DatabaseUnusable(shown, "neither SQLite nor PostgreSQL")
    try:
        async with engine.connect() as connection:
            found = await connection.run_sync(revision)
        if found != NEWEST_REVISION:
            await asyncio.to_thread(_migrate, address.render_as_string(hide_password=False))
    except (DBAPIError, OSError) as error:
        await engine.dispose()
        raise DatabaseUnusable(shown, str(getattr(error, "orig", error))) from error
    except BaseException:
        await engine.dispose()
        raise
    return engine


def _sqlite(address: URL) -> AsyncEngine:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(address.set(drivername="sqlite+aiosqlite"), hide_parameters=True)
    control_transactions(engine.sync_engine)
    make_durable(engine.sync_engine)
    return engine


async def open_in_memory() -> AsyncEngine:
    """Open a database that is gone when the program ends."""
    # One connection, because each would have a database of its own; who wants it waits for it.
    engine = create_async_engine(
        IN_MEMORY, hide_parameters=True, poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0
    )
    control_transactions(engine.sync_engine)
    make_durable(engine.sync_engine)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    return engine


def revision(connection: Connection) -> str | None:
    """Up to which migration a database is; None where it was not made by migrations."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(url: str) -> None:
    # Alembic takes a third of a second to import; a database that is up to date never needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseUnusable("database_url", "written by a newer version") from error
