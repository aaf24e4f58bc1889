"""A database on disk for each test, and what the tests keep in it."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.knelpunten import Knelpunten


@pytest.fixture
def database_file(empty_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_database, tmp_path / "wegwijzer.db"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database, of each kind that there is."""
    if request.param == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('database_file')}"
        return
    yield request.getfixturevalue("postgres_database")


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture
def conversations(engine: AsyncEngine) -> Conversations:
    return Conversations(engine)


@pytest.fixture
def knelpunten(engine: AsyncEngine) -> Knelpunten:
    return Knelpunten(engine)
