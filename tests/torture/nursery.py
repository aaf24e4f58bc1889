"""Starting assistants and killing them; see `forks`."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


class Nursery:
    """Starts an assistant and kills it, one at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._assistant: int | None = None

    async def start(self) -> None:
        assert self._process.stdin
        self._process.stdin.write(b"\n")
        self._assistant = await self._line()

    async def kill(self) -> None:
        """Kill the assistant.

        Raises:
            AssertionError: it had ended by itself.
        """
        assert self._assistant
        os.kill(self._assistant, signal.SIGKILL)
        self._assistant = None
        ended = await self._line()
        assert ended == -signal.SIGKILL, f"the assistant ended by itself: {ended}"

    async def end(self) -> None:
        """End all of it, whatever runs."""
        if self._assistant:
            with suppress(ProcessLookupError):
                os.kill(self._assistant, signal.SIGKILL)
        self._process.kill()
        await self._process.wait()

    async def _line(self) -> int:
        assert self._process.stdout
        return int(await self._process.stdout.readline())


@asynccontextmanager
async def nursery_of(module: str, *arguments: str) -> AsyncIterator[Nursery]:
    """Run a module that forks assistants, as long as the block lasts."""
    # One thread, as a process that forks should have; it is also faster for so little.
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        cwd=REPOSITORY,
        env=os.environ | one_thread,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    nursery = Nursery(process)
    try:
        yield nursery
    finally:
        await nursery.end()
