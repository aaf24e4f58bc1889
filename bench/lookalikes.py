"""How well knelpunten are recognised as the same: precision and recall on knelpunten that were not fitted on.

    python -m bench.lookalikes [--fit] [--knelpunten FILE]

`bench/knelpunten` holds 339 invented knelpunten; those of one `group` are one knelpunt, told by different
people. A `subject` holds what is easily mistaken for each other, and is in one of the two files as a whole.
With `--fit`, fits on `tuning.jsonl` and writes `bot/knelpunten/likeness.json` first; `reported.jsonl` is only
for the figures. Half a minute.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.lookalikes_fitting import Labelled, fit_likeness
from bot.assembly.answering import open_embedder
from bot.cli.progress import progress_on_stderr
from bot.knelpunten.likeness import FITTED, Likeness, Problem, Told, load_likeness
from bot.knelpunten.lookalikes import LookAlikes, embed
from bot.settings import load_settings
from index.embedding.embedder import Embedder

FOLDER = Path(__file__).parent / "knelpunten"
FEW, DRAWS = 50, 20
MANY = 100_000
TIMED = 50
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was shown: right, in all, and how many there were to be shown."""

    right: int
    shown: int
    true: int

    def __str__(self) -> str:
        precision = f"{self.right / self.shown:.3f}" if self.shown else "-"
        return (
            f"precision {precision} recall {self.right / self.true:.3f} ({self.right} of {self.shown} shown)"
        )


def main() -> None:
    """Fit where asked, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit first")
    parser.add_argument("--knelpunten", type=Path, default=FOLDER / "reported.jsonl", help="to report on")
    arguments = parser.parse_args()
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    tuning, reported = (read(path, embedder) for path in (FOLDER / "tuning.jsonl", arguments.knelpunten))
    if arguments.fit:
        fitted = fit_likeness(embedder.name, tuning)
        FITTED.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    likeness = load_likeness(embedder.name)
    if likeness is None:
        sys.exit(f"not fitted for {embedder.name}: add --fit")
    print(f"{len(reported.groups)} knelpunten, each sought among the others, by what is told of it")
    for told in Told:
        print(f"  {told:24} {measure(likeness, reported, told)}")
    for told in Told:
        report_curve(likeness, reported, told)
        report_pools(likeness, reported, tuning, told)
    report_cost(likeness, reported, embedder)


def read(path: Path, embedder: Embedder) -> Labelled:
    """Read and embed a file of labelled knelpunten."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    complete = [Problem(row["description"], row["title"], row["target_group"], row["law"]) for row in rows]
    problems = {
        Told.DESCRIPTION: [Problem(problem.description) for problem in complete],
        Told.TITLE: [Problem(problem.description, problem.title) for problem in complete],
        Told.ALL: complete,
    }
    return Labelled(
        np.array([row["group"] for row in rows]),
        np.array([row.get("subject", "") for row in rows]),
        problems,
        {told: embed(part, embedder) for told, part in problems.items()},
    )


def measure(
    likeness: Likeness,
    labelled: Labelled,
    told: Told,
    rows: Sequence[int] | None = None,
    others: Labelled | None = None,
) -> Counts:
    """Seek the look-alikes of knelpunten among the rest of them.

    Args:
        likeness: what decides.
        labelled: the knelpunten.
        told: how much is told of the one that is sought for.
        rows: which of the knelpunten; all by default.
        others: more knelpunten to be mistaken for them.
    """
    rows = range(len(labelled.groups)) if rows is None else rows
    stored, vectors = labelled.problems[Told.ALL], labelled.vectors[Told.ALL]
    numbers = [str(row) for row in rows]
    look_alikes = LookAlikes(likeness, numbers, [stored[row] for row in rows], vectors[list(rows)])
    if others:
        for row, problem in enumerate(others.problems[Told.ALL]):
            look_alikes.add(f"other {row}", problem, others.vectors[Told.ALL][row])
    right = shown = true = 0
    for row in rows:
        problem, vector = labelled.problems[told][row], labelled.vectors[told][row]
        found = {like.number for like in look_alikes.similar(problem, vector, {str(row)})}
        same = {str(other) for other in rows if labelled.groups[other] == labelled.groups[row]} - {str(row)}
        right, shown, true = right + len(same & found), shown + len(found), true + len(same)
    return Counts(right, shown, true)


def report_curve(likeness: Likeness, labelled: Labelled, told: Told) -> None:
    """Print precision and recall at other thresholds."""
    weights = likeness.weights[told]
    print(f"by threshold, {told} told (shipped: {weights.threshold})")
    for threshold in THRESHOLDS:
        moved = Likeness(likeness.mean, {told: replace(weights, threshold=threshold)})
        print(f"  {threshold:<24} {measure(moved, labelled, told)}")


def report_pools(likeness: Likeness, labelled: Labelled, more: Labelled, told: Told) -> None:
    """Print what becomes of it with fewer and with more knelpunten to be mistaken for."""
    print(f"by number of stored knelpunten, {told} told")
    draws = [measure(likeness, labelled, told, rows) for rows in draws_of_groups(labelled.groups, FEW)]
    summed = Counts(*(sum(getattr(draw, name) for draw in draws) for name in ("right", "shown", "true")))
    print(f"  {f'{FEW}, {DRAWS} draws':24} {summed}")
    print(f"  {len(labelled.groups):<24} {measure(likeness, labelled, told)}")
    total = len(labelled.groups) + len(more.groups)
    print(f"  {total:<24} {measure(likeness, labelled, told, others=more)}")


def draws_of_groups(groups: NDArray[np.str_], size: int) -> Iterator[list[int]]:
    """Draw whole groups until there are so many knelpunten."""
    random = np.random.default_rng(0)
    for _ in range(DRAWS):
        chosen: list[int] = []
        for group in random.permutation(np.unique(groups)):
            if len(chosen) >= size:
                break
            chosen += np.flatnonzero(groups == group).tolist()
        yield chosen


def report_cost(likeness: Likeness, labelled: Labelled, embedder: Embedder) -> None:
    """Print what one search takes among very many knelpunten: the same ones, with noise on their vectors."""
    random = np.random.default_rng(0)
    known = len(labelled.groups)
    rows = random.integers(0, known, MANY)
    noise = random.standard_normal((MANY, embedder.dimensions), np.float32)
    vectors = labelled.vectors[Told.ALL][rows] + 0.01 * noise
    problems = [replace(labelled.problems[Told.ALL][row], group=str(at)) for at, row in enumerate(rows)]
    started = time.perf_counter()
    look_alikes = LookAlikes(likeness, [str(number) for number in range(MANY)], problems, vectors)
    building = time.perf_counter() - started
    times, embedding = [], []
    for row in range(min(TIMED, known)):
        started = time.perf_counter()
        embed([labelled.problems[Told.ALL][row]], embedder)
        embedding.append(time.perf_counter() - started)
        started = time.perf_counter()
        look_alikes.similar(labelled.problems[Told.ALL][row], labelled.vectors[Told.ALL][row])
        times.append(time.perf_counter() - started)
    print(
        f"{MANY} stored: ready in {building:.2f} s, {vectors.nbytes / 1e6:.0f} MB of vectors; medians: "
        f"{1000 * np.median(embedding):.1f} ms to embed, {1000 * np.median(times):.1f} ms to search "
        f"(at most {1000 * max(times):.1f})"
    )


if __name__ == "__main__":
    sys.exit(main())
