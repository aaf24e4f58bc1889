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
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.simulation.places import others, place_on
from bench.simulation.queues import draw
from bench.simulation.running import ANNOUNCED, Row, run

DATABASES = ("sqlite", "postgresql")


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
                announced = load == ANNOUNCED
                warm_up, seconds = (0.0, plan.announcement) if announced else (plan.warm_up, plan.seconds)
                with place_on(database) as place, others(place, replicas - 1):
                    about = {"database": database, "replicas": replicas, "load": load}
                    # A process of its own for each: none begins with what another one left in memory.
                    with ProcessPoolExecutor(1, get_context("spawn")) as process:
                        counted = process.submit(run, load, warm_up, seconds, place, replicas > 1).result()
                    yield {**about, **counted}


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
