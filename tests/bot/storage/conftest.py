"""A database on disk for each test, and what the tests keep in it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.knelpunten import Knelpunten


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the migrations make it."""
    path = tmp_path_factory.mktemp("database") / "wegwijzer.db"

    async def make() -> None:
        engine = await open_database(f"sqlite:///{path}")
        await engine.dispose()

    asyncio.run(make())
    return path


@pytest.fixture
def database_file(empty_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_database, tmp_path / "wegwijzer.db"))


@pytest.fixture
async def engine(database_file: Path) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(f"sqlite:///{database_file}")
    yield engine
    await engine.dispose()


@pytest.fixture
def conversations(engine: AsyncEngine) -> Conversations:
    return Conversations(engine)


@pytest.fixture
def knelpunten(engine: AsyncEngine) -> Knelpunten:
    return Knelpunten(engine)
