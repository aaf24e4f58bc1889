"""People report knelpunten while the assistant is killed and started again, time after time."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from bot.knelpunten.report import Report
from tests.bot.knelpunten.files.samples import photo
from tests.torture.assistant_process import settings_in
from tests.torture.checks import findings, lost
from tests.torture.homeserver import Homeserver
from tests.torture.nursery import Nursery, nursery_of
from tests.torture.person import Person

SENDERS, ROOMS = 10, 12
"""Two people have two rooms each."""

SHORTEST_LIFE, LONGEST_LIFE = 0.05, 2.0
"""Seconds that an assistant lives after it has asked for messages."""

AT_START = 5
"""One kill out of so many comes while the assistant is starting."""

LONGEST_START = 0.3
PATIENCE = 60.0
DOCUMENTS = {
    "Parkeren": "Een parkeervergunning vraag je aan bij het loket.",
    "Paspoort": "Het paspoort is tien jaar geldig.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a torture came to.

    Attributes:
        findings: what is not as it should be.
        messages: how many things were said.
        waiting: how many of them waited for a reply when the assistant was killed.
        resent: how many replies came again, because it was killed between sending and noting that.
        open: how many conversations had something that was not sent yet, after the last kill.
        reports: how many reports were confirmed.
        supports: how many supports of a knelpunt were confirmed.
        seconds: how long it took.
    """

    findings: tuple[str, ...]
    messages: int
    waiting: int
    resent: int
    open: int
    reports: int
    supports: int
    seconds: float


class Torture:
    """People who talk, and an assistant that is killed.

    Args:
        folder: an empty one, for everything that is written.
        seed: of all that is left to chance, except for what the clock does.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._data_dir, self._copy_dir = folder / "data", folder / "copy"
        self._chance = random.Random(seed)
        self._homeserver = Homeserver(self._chance)
        self._people = [
            Person(f"person-{room % SENDERS}", f"room-{room}", self._homeserver, folder / "foto.png", seed)
            for room in range(ROOMS)
        ]
        self._findings: list[str] = []
        self._waiting = 0
        _make_files(folder)

    async def run(self, kills: int, progress: Callable[[int], None] = lambda _done: None) -> Outcome:
        """Kill the assistant so often, let everybody finish, and look at what stands.

        Args:
            kills: how often.
            progress: told how many are done.
        """
        started = time.monotonic()
        enough = asyncio.Event()
        async with self._homeserver.serving(), self._nursery() as nursery:
            talking = [asyncio.create_task(person.converse(enough)) for person in self._people]
            for number in range(kills):
                await self._start_and_kill(nursery, while_starting=number % AT_START == 0)
                progress(number + 1)
            still_open = sum(person.understanding.kept for person in self._people)
            enough.set()
            await nursery.start()
            await self._finish(talking)
            await nursery.kill()
        self._findings += self._homeserver.contradictions
        self._findings += await findings(settings_in(self._data_dir).database, self._data_dir, self._people)
        told = [one.told for person in self._people for one in person.understanding.confirmed]
        reports = sum(isinstance(one, Report) for one in told)
        return Outcome(
            findings=tuple(dict.fromkeys(self._findings)),
            messages=len(self._homeserver.messages),
            waiting=self._waiting,
            resent=self._homeserver.resent,
            open=still_open,
            reports=reports,
            supports=len(told) - reports,
            seconds=time.monotonic() - started,
        )

    def _nursery(self) -> AbstractAsyncContextManager[Nursery]:
        arguments = (str(self._data_dir), str(self._homeserver.port))
        return nursery_of("tests.torture.assistant_process", *arguments)

    async def _start_and_kill(self, nursery: Nursery, *, while_starting: bool) -> None:
        self._homeserver.synced.clear()
        await nursery.start()
        if while_starting:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_START))
        else:
            await asyncio.wait_for(self._homeserver.synced.wait(), PATIENCE)
            await asyncio.sleep(self._chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
        await nursery.kill()
        self._waiting += self._homeserver.waiting
        confirmed = {one.number for person in self._people for one in person.understanding.confirmed}
        self._findings += await asyncio.to_thread(lost, self._data_dir, self._copy_dir, confirmed)

    async def _finish(self, talking: Sequence[asyncio.Task[None]]) -> None:
        """Wait until everybody has sent what they began; note who could not."""
        _, waiting = await asyncio.wait(talking, timeout=PATIENCE)
        for task in waiting:
            task.cancel()
        ended = await asyncio.gather(*talking, return_exceptions=True)
        for person, result in zip(self._people, ended, strict=True):
            if result is not None:
                self._findings.append(f"{person.room} did not finish: {result!r}")


def _make_files(folder: Path) -> None:
    for name in ("data", "copy"):
        (folder / name).mkdir()
    (folder / "foto.png").write_bytes(photo("PNG"))
    make_documents(folder)


def make_documents(folder: Path) -> None:
    """Write the documents of an assistant whose data folder is next to them."""
    (folder / "documents").mkdir()
    for title, text in DOCUMENTS.items():
        (folder / "documents" / f"{title}.md").write_text(f"---\ntitle: {title}\n---\n\n{text}\n")
