"""The assistant of the demonstration: `wegwijzer run`, with a data folder of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.settings import ENVIRONMENT_PREFIX, Settings

REPOSITORY = Path(__file__).resolve().parents[1]


class AssistantStopped(Exception):
    """The assistant stopped by itself; the message is the end of its log."""


class Assistant:
    """The process, and its log."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log

    def check(self) -> None:
        """Raise `AssistantStopped` if it does not run any more."""
        if self._process.returncode is not None:
            raise AssistantStopped(self._log.read_text()[-3000:])

    async def stopped(self) -> None:
        """Wait until it stops by itself, and raise `AssistantStopped` then."""
        await self._process.wait()
        self.check()


@asynccontextmanager
async def assistant(
    folder: Path, homeserver: str, user_id: str, password: str, installed: Settings
) -> AsyncIterator[Assistant]:
    """Run the assistant as long as the block lasts.

    Args:
        folder: where it writes.
        homeserver: web address.
        user_id: who it is there.
        password: of that account.
        installed: whose language model and index it reads.
    """
    environment = _furnished(folder, installed)
    environment |= {
        "WEGWIJZER_MATRIX_HOMESERVER": homeserver,
        "WEGWIJZER_MATRIX_USER_ID": user_id,
        "WEGWIJZER_MATRIX_PASSWORD": password,
    }
    log = folder / "run.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--index", str(installed.index_dir.resolve())),
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        yield Assistant(process, log)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _furnished(folder: Path, installed: Settings) -> dict[str, str]:
    """Make the data folder; gives the environment in which it is used."""
    folder.mkdir()
    (folder / "models").symlink_to(installed.data_dir.resolve() / "models")
    # Whoever shows the assistant may run one too, with an account and a database that are not for this.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(ENVIRONMENT_PREFIX)
    }
    environment |= {"PYTHONPATH": str(REPOSITORY), "WEGWIJZER_DATA_DIR": str(folder)}
    if installed.embedding_model:
        environment["WEGWIJZER_EMBEDDING_MODEL"] = installed.embedding_model
    return environment
