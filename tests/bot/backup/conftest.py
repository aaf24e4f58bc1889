"""An assistant with something to keep, and a place to restore it to."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backup.making import make_backup
from bot.settings import Settings
from bot.storage.database import open_database
from tests.bot.storage.test_personal_data import live
from tests.postgres.server import Postgres

SESSION = '{"access_token": "geheim"}'


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def here(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """The settings of the assistant."""
    yield from settings_in(tmp_path / "here", kind, request)


@pytest.fixture
def there(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """The settings of one that has nothing yet, elsewhere."""
    yield from settings_in(tmp_path / "there", kind, request)


def settings_in(folder: Path, kind: str, request: pytest.FixtureRequest) -> Iterator[Settings]:
    if kind == "sqlite":
        yield Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'wegwijzer.db'}")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    name = postgres.create_database(request.getfixturevalue("postgres_template"))
    yield Settings(data_dir=folder, database_url=postgres.url(name))
    postgres.drop_database(name)


@pytest.fixture(scope="module")
def one_backup(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Path:
    data = tmp_path_factory.mktemp("backed-up")
    shutil.copy(empty_database, data / "wegwijzer.db")
    (data / "matrix").mkdir()
    for name in ("matrix/session.json", "toetsvragen.jsonl"):
        (data / name).write_text("{}")
    settings = Settings(data_dir=data, database_url=f"sqlite:///{data / 'wegwijzer.db'}")
    path = tmp_path_factory.mktemp("backup") / "a.tar.gz"
    asyncio.run(make_backup(settings, path))
    return path


@pytest.fixture
def backup(one_backup: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(one_backup, tmp_path))


@pytest.fixture
async def assistant(here: Settings, empty_database: Path) -> AsyncIterator[AsyncEngine]:
    """The database of an assistant in which people lived, that is still in use; beside it are its keys."""
    here.data_dir.mkdir()
    # Made by the migrations already, which takes a while.
    shutil.copy(empty_database, here.data_dir / "wegwijzer.db")
    engine = await open_database(here.database)
    for sender, number in (("anna", "KP-2026-0001"), ("bert", "KP-2026-0002")):
        await live(engine, sender, number)
    for name, content in {
        "matrix/session.json": SESSION,
        "matrix/undecryptable/a1.json": "{}",
        "matrix/lock": "",
        "telegram/under_way/-100123": "{}",
        "telegram/sent": '["a", 0, ["b"]]\n',
        "toetsvragen.jsonl": '{"id": "T1", "question": "Wat is de ACU?", "kind": "unknown"}\n',
        "models/groot.bin": "wordt opnieuw gemaakt",
    }.items():
        path = here.data_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    with closing(keys_in(here.data_dir)):
        yield engine
    await engine.dispose()


def keys_in(data_dir: Path) -> sqlite3.Connection:
    """Keys of a device; the last of them are in the log beside the file as long as this is open."""
    connection = sqlite3.connect(data_dir / "matrix" / "DEVICE.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE key (value)")
    connection.execute("INSERT INTO key VALUES ('sleutel')")
    return connection
