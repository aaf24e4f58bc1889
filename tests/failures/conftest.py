"""A Bot API server, a homeserver and a PostgreSQL that fail when a test says so."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.channels.replies import Replies
from bot.channels.telegram.account import Webhook
from bot.delivery import reassuring
from bot.storage.conversations import Conversations
from bot.storage.database import opened
from bot.storage.inbox import Inbox
from tests.bot.channels.conftest import synapse
from tests.bot.channels.keeping import store_with
from tests.bot.channels.matrix.conftest import account, anna, eva
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import EVERYBODY, Echo, api, blackened, kept_running, serve_on
from tests.failures.small_disk import SmallDisk
from tests.failures.way import Way

__all__ = ["account", "anna", "api", "eva", "synapse"]

SOON = 10.0
"""Seconds within which all must be answered when what failed is back; it takes up to five to see that."""


SIZE_OF_DISK = "4m"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell people sooner that their answer takes long: so the tests take less long."""
    monkeypatch.setattr(reassuring, "PATIENCE", 0.3)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell nobody that their answer takes long: on a busy machine it may, which other tests are about."""
    monkeypatch.setattr(reassuring, "PATIENCE", 600.0)


@pytest.fixture
def database(postgres_database: str) -> str:
    """The address of the database that fails."""
    return postgres_database


@pytest.fixture
async def way(database: str) -> AsyncIterator[Way]:
    """A way to the database."""
    async with Way.to(database) as way:
        yield way


@asynccontextmanager
async def telegram(
    api: BotApi, database_url: str, folder: Path, *, webhook: Webhook | None = None, url: str = ""
) -> AsyncIterator[asyncio.Task[None]]:
    """Serve on Telegram with an assistant that echoes, on a database that may fail."""
    async with opened(database_url) as engine:
        assistant: Replies = Echo(Conversations(engine))
        store = store_with(engine, Inbox(engine, "telegram", withhold=blackened), blackened)
        async with kept_running(
            serve_on(store, assistant, url or api.url, folder, EVERYBODY, webhook)
        ) as running:
            yield running


async def until_said(api: BotApi, *texts: str, chat: int = 7) -> None:
    """Wait until exactly this was said in a chat."""
    async with asyncio.timeout(SOON):
        while len(api.said(chat)) < len(texts):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert api.texts(chat) == list(texts)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A folder on a file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_OF_DISK}", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here; try: unshare -Urm python -m pytest tests/failures")
    yield SmallDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
