"""Starting assistants and killing them; see `assistant_process`."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


class Nursery:
    """Starts an assistant and kills it, one at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._assistant = 0

    async def start(self) -> None:
        assert self._process.stdin
        self._process.stdin.write(b"\n")
        self._assistant = await self._line()

    async def kill(self) -> None:
        """Kill the assistant.

        Raises:
            AssertionError: it had ended by itself.
        """
        os.kill(self._assistant, signal.SIGKILL)
        ended = await self._line()
        assert ended == -signal.SIGKILL, f"the assistant ended by itself: {ended}"

    async def _line(self) -> int:
        assert self._process.stdout
        return int(await self._process.stdout.readline())


@asynccontextmanager
async def nursery_of(data_dir: Path, port: int) -> AsyncIterator[Nursery]:
    # One thread, as a process that forks should have; it is also faster for so little.
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.torture.assistant_process", str(data_dir), str(port)),
        cwd=REPOSITORY,
        env=os.environ | one_thread,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Nursery(process)
    finally:
        # The assistant ends by itself when the homeserver is gone.
        process.kill()
        await process.wait()
