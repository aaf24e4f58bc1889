"""What was sent, on disk at once: a line in a file is there sooner than a row in a database."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.telegram.whole_writes import write_all
from bot.storage.answers import Answers


class Journal:
    """Notes messages as sent, at once in a file and then in the database.

    Writing a short line to a file takes microseconds, so nothing waits for it; it outlives the process, also
    one that is killed. What the database has by then is no longer in the file.

    Args:
        file: descriptor of the file.
        answers: the database.
    """

    def __init__(self, file: int, answers: Answers) -> None:
        self._file = file
        self._answers = answers
        self._behind: dict[tuple[str, int], tuple[str, ...]] = {}

    async def note(self, cause: str, number: int, events: tuple[str, ...]) -> None:
        """Note which messages a reply is, in the place of those that it was; see `Answers.note`."""
        self.write(cause, number, events)
        await self.store(cause, number, events)

    def write(self, cause: str, number: int, events: tuple[str, ...]) -> None:
        """Note it in the file; `store` comes next.

        Raises:
            OSError: the disk is full.
        """
        write_all(self._file, json.dumps([cause, number, events]).encode() + b"\n")
        self._behind[cause, number] = events

    async def store(self, cause: str, number: int, events: tuple[str, ...]) -> None:
        """Note in the database what is in the file."""
        await self._answers.note("telegram", cause, number, events, datetime.now(UTC))
        if self._behind.get((cause, number)) == events:
            del self._behind[cause, number]
        if not self._behind:
            os.ftruncate(self._file, 0)

    async def events_of(self, cause: str) -> dict[int, tuple[str, ...]]:
        """Which messages the replies to a message are; what the database lacks of it goes there first."""
        for (about, number), events in list(self._behind.items()):
            if about == cause:
                await self.store(cause, number, events)
        return await self._answers.events_of("telegram", cause)


@asynccontextmanager
async def open_journal(path: Path, answers: Answers) -> AsyncIterator[Journal]:
    """Give a journal; what the database lacks of the last one goes there first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        for line in (await asyncio.to_thread(path.read_bytes)).splitlines():
            try:
                cause, number, events = json.loads(line)
            except ValueError:
                # Of a disk that was full.
                continue
            await answers.note("telegram", cause, number, events, datetime.now(UTC))
        os.ftruncate(file, 0)
        yield Journal(file, answers)
    finally:
        os.close(file)
