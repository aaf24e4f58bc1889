import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.assembly.answering import dialogue_with
from bot.dialogue import Dialogue
from bot.progress import Progress
from bot.settings import Settings
from index.embedding import load_embedder
from index.embedding.embedder import Embedder
from tests.bot.channel import Channel
from tests.bot.talk import Talk


def no_progress(_task: str) -> Progress:
    return lambda _done, _total: None


@pytest.fixture(scope="session")
def embedder(installed: Path) -> Embedder:
    """The default model, on one core: as many processes run tests as there are."""
    return load_embedder(None, installed, threads=1)


@pytest.fixture(scope="session")
def dialogue(installed: Path, embedder: Embedder) -> Dialogue:
    """The dialogue as people have it: the default model and the shipped documents."""
    return dialogue_with(embedder, Settings(data_dir=installed), None, no_progress)


@pytest.fixture
async def talk(
    dialogue: Dialogue, embedder: Embedder, empty_database: Path, tmp_path: Path
) -> AsyncIterator[Talk]:
    """A conversation with the assistant, on a database of its own."""
    shutil.copy(empty_database, tmp_path / "wegwijzer.db")
    talk = Talk(dialogue, embedder, tmp_path)
    await talk.start()
    yield talk
    await talk.stop()


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """A log of everything."""
    for name in ("", "sqlalchemy.engine", "sqlalchemy.pool", "aiosqlite"):
        caplog.set_level(logging.DEBUG, name)
    return caplog


@pytest.fixture
async def channel(
    everything_logged: pytest.LogCaptureFixture,
    dialogue: Dialogue,
    embedder: Embedder,
    empty_database: Path,
    tmp_path: Path,
) -> AsyncIterator[Channel]:
    """A channel on which it is watched where things are written, from before anything begins."""
    shutil.copy(empty_database, tmp_path / "wegwijzer.db")
    talk = Talk(dialogue, embedder, tmp_path)
    await talk.start()
    yield Channel(talk, everything_logged)
    await talk.stop()
