"""Opening the database: connections, durability, and the schema it must have."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.json_text import as_json
from bot.storage.postgresql import engine_arguments, is_away, with_driver
from bot.storage.refusing import RefusingPool, tell_refusals
from bot.storage.schema import metadata
from bot.storage.sqlite import control_transactions, make_durable
from bot.storage.transaction import DatabaseRefuses

MIGRATIONS = Path(__file__).parent / "migrations"
IN_MEMORY = "sqlite+aiosqlite://"
NEWEST_REVISION = "0007"


NOT_AN_ADDRESS = "not a database address"
OTHER_KIND = "neither SQLite nor PostgreSQL"
NEWER = "written by a newer version"


class DatabaseUnusable(Exception):
    """The database cannot be used.

    Attributes:
        url: its address, without password; ``""`` where it is none.
        detail: what is wrong: `NOT_AN_ADDRESS`, `OTHER_KIND`, `NEWER`, or what the driver says.
        is_away: that may be over without anybody doing anything: it cannot be reached (yet).
    """

    def __init__(self, url: str, detail: str, *, is_away: bool = False) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = detail
        self.is_away = is_away


def has_database(url: str) -> bool:
    """Whether there is a database, as far as that can be known without opening, and so making, it."""
    try:
        address = parsed(url)
    except DatabaseUnusable:
        return True
    if address.get_backend_name() != "sqlite":
        return True
    return address.database is not None and Path(address.database).exists()


def parsed(url: str) -> URL:
    """Read an address.

    Raises:
        DatabaseUnusable: it is none.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        # Not as the cause: it can quote a part of the address, and that can be of a password.
        raise DatabaseUnusable("", NOT_AN_ADDRESS) from None
    # What follows an @ in a password is read as the host and what is after it, which may be shown.
    if address.host and "@" in f"{address.host}{address.database}":
        raise DatabaseUnusable("", NOT_AN_ADDRESS)
    return address


def without_password(address: URL) -> str:
    """Write an address as it may be shown; a password may also be among what comes after the ``?``."""
    return address.set(query={}).render_as_string(hide_password=True)


def kind_of(url: str) -> str:
    """Say of which kind a database is, such as ``sqlite``.

    Raises:
        DatabaseUnusable: it is not an address.
    """
    return parsed(url).get_backend_name()


async def open_database(url: str) -> AsyncEngine:
    """Open a database and bring its schema up to date.

    Args:
        url: an SQLAlchemy address, e.g. ``sqlite:///data/wegwijzer.db``.

    Raises:
        DatabaseUnusable: the address is wrong, the database cannot be reached, or a newer
            version of this program wrote it.
    """
    address = parsed(url)
    engine = engine_for(address)
    try:
        async with engine.connect() as connection:
            found = await connection.run_sync(revision)
        if found != NEWEST_REVISION:
            await asyncio.to_thread(_migrate, address)
    except (DatabaseRefuses, DBAPIError, OSError) as error:
        await engine.dispose()
        detail = str(getattr(error, "orig", error))
        away = engine.dialect.name == "postgresql" and is_away(detail)
        raise DatabaseUnusable(without_password(address), detail, is_away=away) from error
    except BaseException:
        await engine.dispose()
        raise
    return engine


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database for as long as it is used; see `open_database`."""
    engine = await open_database(url)
    try:
        yield engine
    finally:
        await engine.dispose()


def engine_for(address: URL) -> AsyncEngine:
    """Make what speaks to a database; nothing is looked at or changed yet.

    Raises:
        DatabaseUnusable: it is of a kind that is not spoken to.
    """
    match address.get_backend_name():
        case "sqlite":
            engine = _sqlite(address)
        case "postgresql":
            # A statement that fails must not bring what people wrote into the log.
            engine = create_async_engine(
                with_driver(address),
                hide_parameters=True,
                json_serializer=as_json,
                poolclass=RefusingPool,
                **engine_arguments(),
            )
        case _:
            raise DatabaseUnusable(without_password(address), OTHER_KIND)
    tell_refusals(engine.sync_engine)
    return engine


def _sqlite(address: URL) -> AsyncEngine:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        address.set(drivername="sqlite+aiosqlite"),
        hide_parameters=True,
        json_serializer=as_json,
        poolclass=RefusingPool,
    )
    control_transactions(engine.sync_engine)
    make_durable(engine.sync_engine)
    return engine


async def open_in_memory() -> AsyncEngine:
    """Open a database that is gone when the program ends."""
    # One connection, because each would have a database of its own; who wants it waits for it.
    engine = create_async_engine(
        IN_MEMORY, hide_parameters=True, poolclass=RefusingPool, pool_size=1, max_overflow=0
    )
    control_transactions(engine.sync_engine)
    make_durable(engine.sync_engine)
    tell_refusals(engine.sync_engine)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    return engine


def revision(connection: Connection) -> str | None:
    """Up to which migration a database is; None where it was not made by migrations."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(address: URL) -> None:
    # Alembic takes a third of a second to import; a database that is up to date never needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    if address.get_backend_name() == "postgresql":
        address = with_driver(address)
    config.attributes["url"] = address.render_as_string(hide_password=False)
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseUnusable(without_password(address), NEWER) from error
