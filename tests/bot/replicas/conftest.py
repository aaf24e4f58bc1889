from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue import Dialogue
from bot.serving import Service
from bot.storage.database import open_database
from index.embedding.embedder import Embedder
from tests.bot.replicas.in_process import replica

StartReplica = Callable[..., AbstractAsyncContextManager[Service]]


@pytest.fixture
def database(postgres_database: str) -> str:
    """The address of the database that all of them are on."""
    return postgres_database


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(database)
    yield engine
    await engine.dispose()


@pytest.fixture
def start(database: str, dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> StartReplica:
    """Starts a replica on the database."""
    return partial(replica, database, dialogue, embedder, tmp_path)
