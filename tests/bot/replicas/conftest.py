from collections.abc import AsyncIterator, Callable, Iterator
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
from tests.postgres.server import Postgres

StartReplica = Callable[..., AbstractAsyncContextManager[Service]]


@pytest.fixture
def database(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """The address of an empty database."""
    name = postgres.create_database(postgres_template)
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(database)
    yield engine
    await engine.dispose()


@pytest.fixture
def start(database: str, dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> StartReplica:
    """Starts a replica on the database."""
    return partial(replica, database, dialogue, embedder, tmp_path)
