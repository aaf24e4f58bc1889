"""Where what is simulated is kept: a new database and a folder of its own, and who answers along."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings, load_settings
from tests.postgres.server import Postgres

DURABLE = {"max_connections": "100"}
"""Beside this PostgreSQL is as it comes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is kept.

    Attributes:
        url: address of the database.
        server: process of its server; None where it has none.
        folder: for what else there is to keep.
    """

    url: str
    server: int | None
    folder: Path


@contextmanager
def place_on(database: str) -> Iterator[Place]:
    """Make an empty database, "sqlite" or "postgresql", and a folder with the model that is installed.

    Both are thrown away in the end.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="simulation-")))
        # Linked before any process starts there: each would make the model anew.
        (folder / "models").symlink_to(load_settings().data_dir / "models")
        if database == "sqlite":
            yield Place(f"sqlite:///{folder}/wegwijzer.db", None, folder)
            return
        server = Postgres(DURABLE)
        stack.callback(server.close)
        server.start()
        yield Place(server.url(server.create_database()), server.process_id, folder)


@contextmanager
def others(place: Place, count: int) -> Iterator[None]:
    """Let so many other processes answer along."""
    command = [sys.executable, "-m", "bench.simulation.replica", place.url, str(place.folder)]
    others = [subprocess.Popen(command) for _ in range(count)]
    try:
        # Loading takes a few seconds; until then there is one less.
        time.sleep(20.0 if others else 0.0)
        yield
    finally:
        for other in others:
            other.terminate()
            other.wait()


def settings_of(url: str, folder: Path) -> Settings:
    """Give the settings of an assistant that keeps everything in a database and a folder."""
    return Settings(data_dir=folder, database_url=SecretStr(url))
