"""How the assistant is, looked at once."""

import asyncio
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.health.disk import Disk, disk_of
from bot.health.errors import KeptError, last_errors
from bot.health.index_health import IndexHealth
from bot.messages import Incoming
from bot.storage.health import DatabaseHealth, Stored
from bot.storage.index_jobs import IndexJobs, Job

_PACKAGES = ("wegwijzer", "onnxruntime", "faiss-cpu", "sqlalchemy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the assistant is.

    Attributes:
        versions: of Python, Wegwijzer and the packages that matter most, by name.
        since: when it began to run; None where it is not this process that answers people.
        index: what it answers from; None for nothing.
        work: what is being done to the index; None for nothing.
        last_work: what was done to it last; None for nothing.
        stored: the database, and what waits in it.
        disk: room on the disk of the data folder.
        errors: what went wrong last, newest first.
    """

    versions: Mapping[str, str]
    since: datetime | None
    index: IndexHealth | None
    work: Job | None
    last_work: Job | None
    stored: Stored
    disk: Disk
    errors: tuple[KeptError, ...]


class HealthCheck:
    """Looks how the assistant is; nothing that it does to see that blocks others.

    Args:
        database: the database, and what waits in it.
        jobs: what is done to the index.
        data_dir: folder that holds everything that is written.
        index: says what is answered from; runs in a thread.
        since: when the assistant began to run; None where it is not this process that answers people.
    """

    def __init__(
        self,
        database: DatabaseHealth,
        jobs: IndexJobs,
        data_dir: Path,
        index: Callable[[], IndexHealth | None],
        since: datetime | None = None,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._data_dir = data_dir
        self._index = index
        self._since = since

    async def check(self, now: datetime, besides: Incoming | None = None) -> Health:
        """Look how the assistant is.

        Args:
            now: the moment at which it is looked at.
            besides: a message that does not count as waiting, as it is the one that asks.
        """
        return Health(
            versions=_versions(),
            since=self._since,
            index=await asyncio.to_thread(self._index),
            work=await self._jobs.first(),
            last_work=next(iter(await self._jobs.last_finished(1)), None),
            stored=await self._database.look(now, besides),
            disk=await asyncio.to_thread(disk_of, self._data_dir),
            errors=last_errors(),
        )


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            # Run from its source without being installed.
            continue
    return {"python": platform.python_version(), **found}
