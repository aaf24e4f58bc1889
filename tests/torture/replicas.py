"""Several assistants on one PostgreSQL, as the processes that people run; see docs/replicas.md."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO

from tests.bot.cli.wegwijzer import environment_for

STARTED_WITHIN = 60.0
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


class Replica:
    """One process.

    Args:
        process: runs `wegwijzer run`.
        log: what it writes.
    """

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log

    def has_logged(self, line: str) -> bool:
        """Whether it wrote something; fails where it ended by itself."""
        written = self._log.read_text()
        assert self._process.returncode is None, written
        return line in written

    def leads(self, channel: str) -> bool:
        """Whether it leads a channel, as far as it knows."""
        return self.has_logged(f"leading {channel}")

    async def until(self, line: str) -> None:
        """Wait until it wrote something."""
        async with asyncio.timeout(STARTED_WITHIN):
            while not self.has_logged(line):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """Kill it."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Replicas:
    """The processes, which share a data folder.

    Args:
        data: that folder.
        environment: their settings.
    """

    def __init__(self, data: Path, environment: Mapping[str, str]) -> None:
        self._data = data
        self._environment = environment
        self._started = 0
        self.running: list[Replica] = []

    async def start(self, channel: str, **environment: str) -> Replica:
        """Start one more, and wait until it stands by for a channel, or leads it."""
        self._started += 1
        path = self._data / f"run-{self._started}.log"
        with path.open("wb") as log:
            replica = Replica(await self._run(log, environment), path)
        self.running.append(replica)
        await replica.until(f"standing by for {channel}")
        return replica

    async def leader(self, channel: str) -> Replica:
        """Wait until one leads a channel."""
        async with asyncio.timeout(STARTED_WITHIN):
            while True:
                for replica in self.running:
                    if replica.leads(channel):
                        return replica
                await asyncio.sleep(0.02)

    async def kill(self, replica: Replica) -> None:
        """Kill one."""
        self.running.remove(replica)
        await replica.kill()

    async def _run(self, log: IO[bytes], environment: Mapping[str, str]) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            stderr=log,
            cwd=self._data,
            env=environment_for(self._data, **ONE_THREAD, **self._environment, **environment),
        )


@asynccontextmanager
async def replicas_in(data: Path, environment: Mapping[str, str]) -> AsyncIterator[Replicas]:
    """Give no processes yet; those that run are killed when the block ends."""
    replicas = Replicas(data, environment)
    try:
        yield replicas
    finally:
        await asyncio.gather(*(replica.kill() for replica in replicas.running))
