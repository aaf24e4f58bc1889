"""What every test gets: no settings from outside, and a data folder of its own."""

import asyncio
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from bot.settings import ENVIRONMENT_PREFIX, load_settings
from bot.storage.database import open_database
from tests.postgres.server import Postgres

INSTALLED = load_settings().data_dir
"""Where `make install` put the language model and the index of the shipped documents."""

# What is compiled is kept, also where the environment says otherwise: hundreds of processes are started
# here, and each would compile the whole program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long an example takes to draw or to run says more about the machine than about what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """Leave what is loaded, which stays until the end, out of the search for garbage in each test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take the settings of whoever runs the tests away, and write in a folder of the test's own."""
    for name in os.environ:
        if name.startswith(ENVIRONMENT_PREFIX) and name != "WEGWIJZER_SYNAPSE_PYTHON":
            monkeypatch.delenv(name)
    monkeypatch.setenv("WEGWIJZER_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def installed() -> Path:
    """The data folder that `make install` filled; tests only read from it."""
    if not (INSTALLED / "index").exists():
        pytest.fail(f"{INSTALLED} is not set up: run `make install`")
    return INSTALLED


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the migrations make it; to copy it is ten times as quick as to make it."""
    path = tmp_path_factory.mktemp("database") / "wegwijzer.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for all tests of a process."""
    server = Postgres()
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    """An empty database as the migrations make it, to copy from."""
    name = postgres.create_database()
    _migrate(postgres.url(name))
    return name


@pytest.fixture
def postgres_database(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """The address of an empty database in PostgreSQL."""
    name = postgres.create_database(postgres_template)
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture(scope="session")
def pgvector_template(postgres: Postgres) -> str:
    """An empty database in which an index may be made, to copy from."""
    name = postgres.create_database()
    with psycopg.connect(postgres.url(name)) as connection:
        connection.execute("CREATE EXTENSION vector")
    return name


def _migrate(url: str) -> None:
    async def open_once() -> None:
        engine = await open_database(url)
        await engine.dispose()

    asyncio.run(open_once())
