"""The vectors of passages: each index type built in one process, and searched in another."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.scale.kinds import FLAT, KINDS, build, opened, searching
from bench.scale.measuring import most_resident, resident, size_of, timed_by_two, timed_in_turns
from bench.scale.vectors import exact, recall
from index.embedding.embedder import Vectors

Row = dict[str, Any]
"""What was measured, by name."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is searched, and what is to be found; files, for another process to read.

    Attributes:
        folder: holds `vectors.npy` of shape (size, dimensions), `queries.npy` and `exact.npy`; what is built
            comes here too.
        size: how many vectors.
    """

    folder: Path
    size: int

    @property
    def vectors(self) -> NDArray[np.float16]:
        """The vectors, mapped."""
        return np.load(self.folder / "vectors.npy", mmap_mode="r")  # type: ignore[no-any-return]

    @property
    def queries(self) -> Vectors:
        """Vectors of questions."""
        return np.asarray(np.load(self.folder / "queries.npy"), np.float32)

    @property
    def exact(self) -> NDArray[np.int64]:
        """For each question the best numbers, best first."""
        return np.asarray(np.load(self.folder / "exact.npy"), np.int64)


def lay_ground(folder: Path, vectors: Vectors, queries: Vectors) -> Ground:
    """Write what the measurements read."""
    folder.mkdir(parents=True, exist_ok=True)
    halfs = vectors.astype(np.float16)
    np.save(folder / "vectors.npy", halfs)
    np.save(folder / "queries.npy", queries)
    np.save(folder / "exact.npy", exact(halfs, queries))
    return Ground(folder, len(vectors))


def built(ground: Ground, kind: str) -> Row:
    """Build an index; in a process of its own, because the peak of its memory is measured."""
    path = _path(ground, kind)
    before, started, worked = sum(resident()), time.perf_counter(), time.process_time()
    build(KINDS[kind], ground.vectors, path)
    return {
        "build seconds": time.perf_counter() - started,
        "build processor seconds": time.process_time() - worked,
        "build peak MB": most_resident() - before,
        "size MB": size_of(path),
    }


def searched(ground: Ground, kind: str) -> list[Row]:
    """Search an index, at each of its efforts; in a process of its own, because its memory is measured."""
    queries, best = ground.queries, ground.exact
    before, started = resident(), time.perf_counter()
    index = opened(KINDS[kind], _path(ground, kind))
    opening = (time.perf_counter() - started) * 1000
    efforts = KINDS[kind].efforts
    found = {}
    for effort in efforts:
        search = searching(index, effort)
        found[effort] = np.stack([search(query) for query in queries])
    after = resident()
    flat = searching(opened(FLAT, _path(ground, FLAT.name)), 0)
    rows = []
    for effort in efforts:
        search = searching(index, effort)
        ours, exactly = timed_in_turns((search, flat), queries)
        two = timed_by_two((search, searching(index, effort)), queries)
        rows.append(
            {
                "effort": effort,
                "opening ms": opening,
                "own MB": after[0] - before[0],
                "mapped MB": after[1] - before[1],
                "recall@10": recall(found[effort], best, 10),
                "recall@100": recall(found[effort], best, 100),
                **asdict(ours),
                "times flat": ours.processor / exactly.processor,
                "two askers p50": two[0],
                "two askers p95": two[1],
            }
        )
    return rows


def hidden(ground: Ground, kind: str, share: float) -> list[Row]:
    """Search where some may not be found: any of them, and those nearest to what is asked.

    Args:
        ground: what is searched.
        kind: name of the index type.
        share: of the vectors that are hidden.
    """
    index = opened(KINDS[kind], _path(ground, kind))
    queries = ground.queries[:100]
    rows = []
    for which, is_shown in (("any", _any(ground, share)), ("the nearest", _far(ground, share))):
        numbers = np.flatnonzero(is_shown)
        best = numbers[exact(ground.vectors[numbers], queries)]
        for effort in KINDS[kind].efforts:
            search = searching(index, effort, is_shown)
            found = np.stack([search(query) for query in queries])
            (times,) = timed_in_turns((search,), queries)
            right = recall(found, best, 10), recall(found, best, 100)
            missing = float((found < 0).mean())
            rows.append(
                {
                    "hidden": f"{share:.0%}, {which}",
                    "effort": effort,
                    "recall@10": right[0],
                    "recall@100": right[1],
                    "not found at all": missing,
                    **asdict(times),
                }
            )
    return rows


def _any(ground: Ground, share: float) -> NDArray[np.bool_]:
    return np.random.default_rng(2).random(ground.size) >= share


def _far(ground: Ground, share: float) -> NDArray[np.bool_]:
    """What is left when whatever is nearest to the middle of the questions is hidden."""
    cosines = ground.vectors @ ground.queries.mean(axis=0).astype(np.float16)
    return np.asarray(cosines < np.quantile(cosines, 1 - share), np.bool_)


def _path(ground: Ground, kind: str) -> Path:
    return ground.folder / f"{kind.replace(' ', '-')}.faiss"
