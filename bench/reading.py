"""What it costs to read documents apart, beside reading them here and beside a process for each.

    python -m bench.reading [FOLDER]

Each way reads the documents in a process of its own, twice: the first time with all that must start and be
imported, the second time without. With a worker for each, that is ten of them. The ways take turns, five
times, and the medians are printed.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from knowledge.document import Document
from knowledge.glossary import shipped_documents
from knowledge.reading import read, read_folder
from knowledge.reading_apart import ReadingApart

ROUNDS = 5
WAYS = {"here": "in this process", "apart": "apart, one worker", "each": "apart, a worker for each"}


def main(folder: Path) -> None:
    """Run all ways in turns and print what each took, in milliseconds for a document."""
    taken: dict[str, list[list[float]]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way in WAYS:
            command = [sys.executable, "-m", "bench.reading", str(folder), way]
            run = subprocess.run(command, capture_output=True, check=True, text=True)
            taken[way].append(json.loads(run.stdout))
    print(f"{'ms for a document':26} {'first time':>10} {'again':>10}")
    for way, times in taken.items():
        first, again = (median(column) for column in zip(*times, strict=True))
        print(f"{WAYS[way]:26} {first:10.1f} {again:10.1f}")


def measure(folder: Path, way: str) -> None:
    """Read documents twice in one way, and print how many milliseconds each took."""
    with ExitStack() as stack:
        reading: Callable[[Path], Document] = read
        if way == "apart":
            reading = stack.enter_context(ReadingApart()).read
        elif way == "each":
            reading = read_with_a_worker
        most = 10 if way == "each" else None
        print(json.dumps([timed(folder, reading, most) for _ in range(2)]))


def timed(folder: Path, reading: Callable[[Path], Document], most: int | None) -> float:
    """Read documents, and give the milliseconds that each took."""
    start = perf_counter()
    count = sum(1 for _ in islice(read_folder([folder], read=reading), most))
    return (perf_counter() - start) * 1000 / count


def read_with_a_worker(path: Path) -> Document:
    """Read a document with a worker for it alone."""
    with ReadingApart() as apart:
        return apart.read(path)


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if sys.argv[1:] else shipped_documents()
    if sys.argv[2:]:
        measure(chosen, sys.argv[2])
    else:
        main(chosen)
