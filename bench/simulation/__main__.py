"""Ten thousand people ask, report and command; how long they wait, and from how many on they wait long.

    python -m bench.simulation [--folder FOLDER] [--databases sqlite postgresql] [--replicas 1 2]
        [--loads 1 2 4 8 16] [--warm-up 60] [--seconds 120] [--announcement 300]

The assistant is put together as `wegwijzer run` does, on the documents that come with it; only the channel is
a stub. Conversations begin as a Poisson process at so many times the rate of the busiest hour of 10,000
people (see `bench.simulation.people`), each message after the answer to the one before and time to read
it. Nothing is compressed: each load takes its seconds. Then an announcement, after which people come at
once. On PostgreSQL what is committed is on the disk (fsync on), as it is on SQLite. Prints a table in
Markdown and, with --folder, writes `simulation.json` and draws the queue over time in `simulation.png`.
Needs `make install`.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from pydantic import SecretStr

from bench.simulation.channel import Channel, Watched
from bench.simulation.people import arrivals_after_announcement, conversations, usual_arrivals
from bench.simulation.processor import processor_seconds
from bench.simulation.queues import draw
from bot.cli.progress import progress_on_stderr
from bot.observability.metrics import SECONDS
from bot.observability.stages import Stage
from bot.serving import open_service
from bot.settings import Settings, load_settings
from tests.postgres.server import Postgres

DATABASES = ("sqlite", "postgresql")
DURABLE = {"max_connections": "100"}
"""Beside this PostgreSQL is as it comes."""

ANNOUNCED = 0.0
"""Stands for an announcement among the loads."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is simulated.

    Attributes:
        databases: some of `DATABASES`.
        loads: how many times the busiest hour.
        seconds: for each load, that count.
        warm_up: seconds before that.
        announcement: seconds after an announcement; 0 for none.
        replicas: how many processes; more than one on PostgreSQL only.
    """

    databases: Sequence[str] = DATABASES
    loads: Sequence[float] = (1, 2, 4, 8, 16)
    seconds: float = 120
    warm_up: float = 60
    announcement: float = 300
    replicas: Sequence[int] = (1,)


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


def main() -> None:
    """Simulate, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    usual = Plan()
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=usual.databases)
    parser.add_argument("--loads", nargs="+", type=float, default=usual.loads)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--warm-up", type=float, default=usual.warm_up)
    parser.add_argument("--announcement", type=float, default=usual.announcement)
    parser.add_argument("--replicas", nargs="+", type=int, default=usual.replicas)
    parser.add_argument("--folder", type=Path)
    arguments = vars(parser.parse_args())
    folder = arguments.pop("folder")
    rows = []
    for row in simulate(Plan(**arguments)):
        rows.append(row)
        print(
            json.dumps({name: value for name, value in row.items() if name != "queue"}),
            file=sys.stderr,
            flush=True,
        )
    print(_table(rows))
    if folder:
        (folder / "simulation.json").write_text(json.dumps(rows) + "\n", encoding="utf-8")
        draw(rows, folder / "simulation.png")


def simulate(plan: Plan) -> Iterator[Row]:
    """Simulate each load on each database, each from an empty one."""
    for database in plan.databases:
        for replicas in plan.replicas if database == "postgresql" else (1,):
            for load in (*plan.loads, *([ANNOUNCED] if plan.announcement else ())):
                with _place(database) as place, _others(place, replicas - 1):
                    about = {"database": database, "replicas": replicas, "load": load}
                    # A process of its own for each: none begins with what another one left in memory.
                    with ProcessPoolExecutor(1, get_context("spawn")) as process:
                        yield {**about, **process.submit(_run, plan, load, place, replicas > 1).result()}


def _run(plan: Plan, load: float, place: Place, shared: bool) -> Row:
    return asyncio.run(_simulated(plan, load, place, shared=shared))


async def _simulated(plan: Plan, load: float, place: Place, *, shared: bool) -> Row:
    drawn = random.Random(4)
    arrivals = arrivals_after_announcement(drawn) if load == ANNOUNCED else usual_arrivals(load, drawn)
    warm_up, seconds = (0.0, plan.announcement) if load == ANNOUNCED else (plan.warm_up, plan.seconds)
    settings = _settings(place)
    async with open_service(
        settings, load_settings().index_dir, progress_on_stderr, shared=shared
    ) as service:
        channel = Channel(service, f"{load}")
        before = await _after(0.0, place)
        counting = asyncio.create_task(_after(warm_up, place))
        await channel.serve(arrivals, conversations(drawn), warm_up + seconds)
        before = await counting if counting.done() else before
        now = await _after(0.0, place)
    spent = {name: (now[name] - before.get(name, 0.0)) / seconds for name in now}
    return {**_counted(channel.watched, warm_up, seconds), **spent}


async def _after(seconds: float, place: Place) -> dict[str, float]:
    """Give who had the processor, and how long stages took in all, after so many seconds."""
    await asyncio.sleep(seconds)
    spent = {f"processor: {kind}": value for kind, value in processor_seconds(place.server).items()}
    for name in (Stage.HANDLING, Stage.EMBEDDING, Stage.ANSWERING, Stage.KEEPING):
        spent[f"in turn: {name}"] = SECONDS.labels(name)._sum.get()
    return spent


def _counted(watched: Watched, warm_up: float, seconds: float) -> Row:
    took = [wait for sent, wait in watched.answered if sent >= warm_up]
    queue = [(at, length) for at, length in watched.waiting if at >= warm_up]
    return {
        "messages": len(took),
        "messages/s": len(took) / seconds,
        "p50": median(took) if took else 0.0,
        "p95": quantiles(took, n=20)[-1] if len(took) > 1 else 0.0,
        "longest": max(took, default=0.0),
        "mean queue": sum(length for _, length in queue) / max(1, len(queue)),
        "queue at the end": queue[-1][1] if queue else 0,
        "given up": watched.given_up,
        "apologies": watched.apologies,
        "queue": watched.waiting,
    }


def _settings(place: Place) -> Settings:
    installed = load_settings()
    models = place.folder / "models"
    if not models.exists():
        models.symlink_to(installed.data_dir / "models")
    return Settings(data_dir=place.folder, database_url=SecretStr(place.url))


@contextmanager
def _place(database: str) -> Iterator[Place]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="simulation-")))
        if database == "sqlite":
            yield Place(f"sqlite:///{folder}/wegwijzer.db", None, folder)
            return
        server = Postgres(DURABLE)
        stack.callback(server.close)
        server.start()
        yield Place(server.url(server.create_database()), server.process_id, folder)


@contextmanager
def _others(place: Place, count: int) -> Iterator[None]:
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


def _table(rows: Sequence[Row]) -> str:
    names = [
        name
        for name in rows[0]
        if name not in {"queue", "load"} and not name.startswith(("processor", "in turn"))
    ]
    names += sorted({name for row in rows for name in row if name.startswith(("processor", "in turn"))})
    lines = [f"| load | {' | '.join(names)} |", "|" + "---|" * (len(names) + 1)]
    for row in rows:
        load = "announcement" if row["load"] == ANNOUNCED else f"{row['load']:g}"
        cells = [
            f"{cell:.3g}" if isinstance(cell := row.get(name, ""), float) else str(cell) for name in names
        ]
        lines.append(f"| {load} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
