"""What people who ask notice while the documents are read again.

    python -m bench.reindexing [--ways apart thread] [--passages 2000]

Asks a question every 50 ms of an assistant that answers from the documents that come with Wegwijzer: for a
while with nothing else to do, then while 2,000 passages more are indexed, then idly again. `apart` does that
as it is done, in a process of its own and of low priority; `thread` in a thread of the assistant. Each
question is from somebody else and goes the whole way, database included; whoever is not answered yet does not
keep the next from asking. Works in a temporary folder; needs `make install`. A package, so that the other
process does not import all this as its main module, which the assistant's does not do either.
"""

import argparse
import asyncio
import itertools
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from bench.message import lone_message
from bot.assembly.answering import dialogue_with, open_embedder
from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.assistant import Assistant
from bot.cli.progress import progress_on_stderr
from bot.dialogue import Dialogue
from bot.reindexing.actions import JobKind
from bot.reindexing.apart import reindex_apart
from bot.reindexing.reindexed import Reindexed, Step
from bot.reindexing.reindexing import keep_reindexing
from bot.reindexing.served import Run, Served, Stored
from bot.reindexing.under_way import UnderWay
from bot.reindexing.work import Work, reindex_collection
from bot.settings import Settings, load_settings
from bot.storage.database import open_database
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from index.embedding.batching import BatchingEmbedder
from index.embedding.embedder import Embedder
from knowledge.glossary import shipped_documents
from knowledge.passages import split
from knowledge.reading import read_folder

QUESTIONS = Path(__file__).parents[1] / "questions" / "tuning.jsonl"
WAYS = ["apart", "thread"]
BETWEEN = 0.05
"""Seconds between two questions."""

IDLE_SECONDS = 15.0
WARM_UP = 40


@dataclass(slots=True)
class Probed:
    """What became of the questions of a while.

    Attributes:
        milliseconds: until each was answered.
        failed: how many were not.
        generations: those that the dialogue answered from when questions were asked.
    """

    milliseconds: list[float] = field(default_factory=list)
    failed: int = 0
    generations: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Running:
    """An assistant, the index that it answers from, and what is to be done to that."""

    assistant: Assistant
    dialogue: Dialogue
    jobs: IndexJobs
    documents: Path


def main() -> None:
    """Measure each way, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--passages", type=int, default=2000)
    arguments = parser.parse_args()
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text().splitlines()]
    print("| way | while | questions | failed | p50 | p95 | p99 | longest | generations |")
    print("|---|---|---|---|---|---|---|---|---|")
    for way in arguments.ways:
        asyncio.run(_measure(way, questions, arguments.passages))


async def _measure(way: str, questions: list[str], passages: int) -> None:
    asked = itertools.cycle(questions)
    with tempfile.TemporaryDirectory(prefix="reindexing-") as folder:
        async with _running(Path(folder), way) as running:
            probing = _Probing(running, asked)
            await probing.until(lambda seconds: len(probing.probed.milliseconds) >= WARM_UP)
            idle = await probing.until(lambda seconds: seconds > IDLE_SECONDS)
            added = await asyncio.to_thread(_add_copies, running.documents, passages)
            started = time.monotonic()
            await running.jobs.request(JobKind.REINDEX, datetime.now(UTC), unless_since=datetime.now(UTC))
            reindexing = asyncio.create_task(_finished(running.jobs))
            busy = await probing.until(lambda _: reindexing.done())
            took = time.monotonic() - started
            later = await probing.until(lambda seconds: seconds > IDLE_SECONDS)
    for when, probed in (("idle", idle), (f"reindexing {added} passages", busy), ("idle again", later)):
        print(_row(way, when, probed), flush=True)
    p95 = [quantiles(probed.milliseconds, n=20)[18] for probed in (idle, busy, later)]
    ratio = p95[1] / ((p95[0] + p95[2]) / 2)
    print(f"\n{way}: {took:.0f} s; p95 while reindexing is {ratio:.2f} times the mean of the idle ones\n")


@asynccontextmanager
async def _running(folder: Path, way: str) -> AsyncIterator[Running]:
    installed = load_settings()
    documents = folder / "documents"
    documents.mkdir()
    for path in shipped_documents().iterdir():
        (documents / path.name).write_bytes(path.read_bytes())
    (folder / "models").symlink_to(installed.data_dir / "models")
    settings = Settings(data_dir=folder, documents=(documents,))
    engine = await open_database(settings.database)
    model = open_embedder(settings, progress_on_stderr)
    embedder = BatchingEmbedder(model)
    dialogue = await asyncio.to_thread(dialogue_with, embedder, settings, None, progress_on_stderr)
    stored = Stored(IndexJobs(engine), Knelpunten(engine), Library(engine))
    run = reindex_apart if way == "apart" else _in_a_thread(model)
    served = Served(stored, dialogue, embedder, settings, UnderWay(), run)
    keeping = asyncio.create_task(keep_reindexing(served))
    yield Running(assistant_on(Base(dialogue, embedder, engine, settings)), dialogue, stored.jobs, documents)
    keeping.cancel()
    await asyncio.wait([keeping])
    await engine.dispose()


def _in_a_thread(embedder: Embedder) -> Run:
    async def run(work: Work, tell: Callable[[Step], None]) -> Reindexed:
        return await asyncio.to_thread(reindex_collection, work, embedder, tell)

    return run


class _Probing:
    """Asks a question every so often, whether those before are answered or not."""

    def __init__(self, running: Running, questions: Iterator[str]) -> None:
        self._running = running
        self._questions = questions
        self._numbers = itertools.count()
        self.probed = Probed()

    async def until(self, is_over: Callable[[float], bool]) -> Probed:
        """Ask until it is over, told how many seconds it takes; wait for all answers."""
        self.probed = Probed()
        started = due = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            while not is_over(time.monotonic() - started):
                tasks.create_task(self._probe(due))
                due += BETWEEN
                await asyncio.sleep(max(0.0, due - time.monotonic()))
        return self.probed

    async def _probe(self, due: float) -> None:
        probed = self.probed
        probed.generations.add(self._running.dialogue.generation)
        message = lone_message(f"probe {next(self._numbers)}", next(self._questions))
        try:
            await self._running.assistant.handle(message)
        except Exception as error:
            print(f"not answered: {error!r}", file=sys.stderr)
            probed.failed += 1
        else:
            probed.milliseconds.append((time.monotonic() - due) * 1000)


def _add_copies(documents: Path, passages: int) -> int:
    """Copy the documents under other titles, until there are so many passages more; give how many."""
    read = [one for one in read_folder([shipped_documents()]) if not isinstance(one, Exception)]
    paths = {path.name: path for path in shipped_documents().iterdir()}
    added = 0
    for number in itertools.count(2):
        for document in read:
            name = document.source.document
            text = (
                paths[name]
                .read_text()
                .replace(document.source.title, f"Deel {number}: {document.source.title}")
            )
            (documents / f"{number}-{name}").write_text(text)
            added += len(list(split(document, max_words=120)))
            if added >= passages:
                return added
    return added


async def _finished(jobs: IndexJobs) -> None:
    while await jobs.first():  # noqa: ASYNC110 - it is in the database
        await asyncio.sleep(0.2)
    (job,) = await jobs.last_finished(1)
    print(job.summary, file=sys.stderr)


def _row(way: str, when: str, probed: Probed) -> str:
    percentiles = quantiles(probed.milliseconds, n=100)
    times = (percentiles[49], percentiles[94], percentiles[98], max(probed.milliseconds))
    generations = ", ".join(map(str, sorted(probed.generations)))
    cells = [len(probed.milliseconds), probed.failed, *(f"{time_:.0f} ms" for time_ in times), generations]
    return f"| {way} | {when} | " + " | ".join(map(str, cells)) + " |"


if __name__ == "__main__":
    main()
