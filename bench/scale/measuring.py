"""How long something takes, and how much memory it holds."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors

Search = Callable[[Vectors], NDArray[np.int64]]
"""Gives the numbers of the nearest to one query."""

WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Times:
    """Of searches one after the other, in milliseconds.

    Attributes:
        p50: by the clock.
        p95: by the clock.
        processor: time of the processor, median: what others do on the machine changes it less.
    """

    p50: float
    p95: float
    processor: float


def resident(process: int | str = "self") -> tuple[float, float]:
    """Give the memory of a process in MB: what is its own, and what is mapped from files or shared."""
    sizes = _sizes(process)
    return sizes["RssAnon"], sizes["RssFile"] + sizes["RssShmem"]


def most_resident() -> float:
    """Give the most memory that this process ever held, in MB."""
    return _sizes("self")["VmHWM"]


def _sizes(process: int | str) -> dict[str, float]:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    fields = (line.split() for line in lines if line.endswith(" kB"))
    return {name.rstrip(":"): int(size) / 1024 for name, size, _ in fields}


def size_of(path: Path) -> float:
    """Give the size of a file, or of all in a folder, in MB."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1024**2


def timed_in_turns(
    searches: Sequence[Search], queries: Vectors, processor: Callable[[], float] = time.thread_time
) -> list[Times]:
    """Search for each query with each of the searches in turn: so their ratio holds on a busy machine."""
    wall: list[list[float]] = [[] for _ in searches]
    spent: list[list[float]] = [[] for _ in searches]
    for query in queries:
        for number, search in enumerate(searches):
            before, started = processor(), time.perf_counter()
            search(query)
            wall[number].append((time.perf_counter() - started) * 1000)
            spent[number].append((processor() - before) * 1000)
    return [
        Times(median(took[WARM_UP:]), quantiles(took[WARM_UP:], n=20)[-1], median(cost[WARM_UP:]))
        for took, cost in zip(wall, spent, strict=True)
    ]


def timed_by_two(searches: Sequence[Search], queries: Vectors) -> tuple[float, float]:
    """Let each search run in a thread of its own at the same time; give p50 and p95 in milliseconds."""
    took: list[float] = []

    def ask(search: Search) -> None:
        for query in queries:
            started = time.perf_counter()
            search(query)
            took.append((time.perf_counter() - started) * 1000)

    threads = [threading.Thread(target=ask, args=(search,)) for search in searches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    warm = took[len(searches) * WARM_UP :]
    return median(warm), quantiles(warm, n=20)[-1]


def cost_of(search: Search, queries: Vectors, before: tuple[float, float]) -> dict[str, Any]:
    """Time a search, alone and with two askers; memory is what came since `before`, as `resident` gave it."""
    (times,) = timed_in_turns((search,), queries)
    two = timed_by_two((search, search), queries)
    own, mapped = resident()
    return {
        "own MB": own - before[0],
        "mapped MB": mapped - before[1],
        **asdict(times),
        "two askers p50": two[0],
        "two askers p95": two[1],
    }
