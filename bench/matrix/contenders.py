"""The bots that are compared, each a process of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.matrix.asker import Asker
from tests.synapse.server import Synapse

REPOSITORY = Path(__file__).resolve().parents[2]
PASSWORD = "geheim"


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot that serves.

    Attributes:
        name: in the table.
        plain: its rooms that are not encrypted.
        encrypted: its rooms that are.
        times: file with how long each answer itself took, if it keeps that.
    """

    name: str
    plain: list[str]
    encrypted: list[str]
    times: Path

    def rooms(self, *, encrypted: bool) -> list[str]:
        """Its rooms of one kind."""
        return self.encrypted if encrypted else self.plain

    def milliseconds(self) -> dict[str, float]:
        """How long each answer itself took, by the event of its question."""
        lines = self.times.read_text().splitlines() if self.times.exists() else []
        return {event: float(took) for event, took in map(str.split, lines)}


@asynccontextmanager
async def contender(
    name: str, synapse: Synapse, asker: Asker, folder: Path, installed: Path, rooms: int
) -> AsyncIterator[Contender]:
    """Run a bot until the block ends.

    Args:
        name: one of `COMMANDS`.
        synapse: where.
        asker: who is in its rooms.
        folder: where it keeps what it keeps; not a RAM disk, as what is kept must be safe.
        installed: folder with the language model and the index.
        rooms: how many of each kind.
    """
    _furnish(folder, installed)
    times = folder / "times"
    user = (await asyncio.to_thread(synapse.register, folder.name, PASSWORD))["user_id"]
    module, *arguments = COMMANDS[name]
    own = (*arguments, synapse.url, user, PASSWORD, folder) if "echo_bot" in module else (*arguments, times)
    with (folder / "output.log").open("wb") as output:
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *own),
            cwd=folder,
            stdout=output,
            stderr=output,
            env={
                **os.environ,
                "PYTHONPATH": str(REPOSITORY),
                "WEGWIJZER_DATA_DIR": str(folder),
                "WEGWIJZER_MATRIX_HOMESERVER": synapse.url,
                "WEGWIJZER_MATRIX_USER_ID": user,
                "WEGWIJZER_MATRIX_PASSWORD": PASSWORD,
                "WEGWIJZER_WAITING_MESSAGES": "1000",
            },
        )
    try:
        plain = [await asker.room_with(user, encrypted=False) for _ in range(rooms)]
        encrypted = [await asker.room_with(user, encrypted=True) for _ in range(rooms)]
        yield Contender(name, plain, encrypted, times)
    except TimeoutError:
        sys.stderr.write((folder / "output.log").read_text()[-3000:])
        raise
    finally:
        with suppress(ProcessLookupError):
            running.kill()
        await running.wait()


def _furnish(folder: Path, installed: Path) -> None:
    folder.mkdir()
    for part in ("models", "index"):
        (folder / part).symlink_to(installed / part)


ECHO_BOT = "echo bot on matrix-nio"
MACHINERY = "Wegwijzer, echoing"
WEGWIJZER = "Wegwijzer"
COMMANDS = {
    ECHO_BOT: ["bench.matrix.echo_bot", "as it comes"],
    "echo bot, in order": ["bench.matrix.echo_bot", "in order"],
    MACHINERY: ["bench.matrix.assistant", "echo"],
    WEGWIJZER: ["bench.matrix.assistant", "answer"],
}
