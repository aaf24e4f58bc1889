from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.reindexing.apart import reindex_apart
from index.embedding.embedder import Embedder
from tests.bot.reindexing.running import Running, in_a_thread


@pytest.fixture
async def running(tmp_path: Path, embedder: Embedder, installed: Path) -> AsyncIterator[Running]:
    """An assistant of which the work on the index is done in a thread."""
    running = Running(tmp_path / "data", embedder, installed)
    await running.start(in_a_thread(embedder))
    yield running
    await running.talk.stop()


@pytest.fixture
async def running_apart(tmp_path: Path, embedder: Embedder, installed: Path) -> AsyncIterator[Running]:
    """An assistant as it is used: the work on the index is done in a process of its own."""
    running = Running(tmp_path / "data", embedder, installed)
    await running.start(reindex_apart)
    yield running
    await running.talk.stop()
