"""What every test gets: no settings from outside, and a data folder of its own."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.settings import ENVIRONMENT_PREFIX, load_settings
from bot.storage.database import open_database
from tests.postgres.server import Postgres

INSTALLED = load_settings().data_dir
"""Where `make install` put the language model and the index of the shipped documents."""

# How long an example takes to draw or to run says more about the machine than about what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


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

    async def make() -> None:
        engine = await open_database(postgres.url(name))
        await engine.dispose()

    asyncio.run(make())
    return name
