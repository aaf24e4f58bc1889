"""BM25 over letter runs of the passages that were found, from what is stored with each.

The scores are those of `index.files.lexical`, which computes them for all passages.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.files.lexical import K1, USUAL_LENGTH, B, idf

_MOST_REPEATS = 255
_ENTRY = np.dtype([("run", "<u4"), ("repeats", "u1")])


def pack(runs: Mapping[int, int]) -> bytes:
    """Write how often a passage holds each letter run, by the number of the run."""
    entries = np.empty(len(runs), _ENTRY)
    entries["run"] = list(runs)
    entries["repeats"] = np.minimum(list(runs.values()), _MOST_REPEATS)
    return entries.tobytes()


def count_packed(packed: Sequence[bytes]) -> Counter[int]:
    """Count how many of these passages hold each letter run, by its number."""
    entries = np.frombuffer(b"".join(packed), _ENTRY)
    runs, counts = np.unique(entries["run"], return_counts=True)
    return Counter(dict(zip(runs.tolist(), counts.tolist(), strict=True)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter run of a query that passages hold.

    Attributes:
        number: of the run.
        repeats: how often the query holds it.
        passages: how many passages hold it, of those that may be found.
    """

    number: int
    repeats: int
    passages: int


def bm25(
    asked: Sequence[Asked], passages: int, packed: Sequence[bytes], lengths: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the score of each candidate, of shape (n,).

    Args:
        asked: the letter runs of the query.
        passages: how many passages may be found in all.
        packed: what `pack` wrote of each candidate.
        lengths: how many letter runs each holds, with repeats; of shape (n,).
    """
    scores = np.zeros(len(packed), np.float64)
    asked = sorted((one for one in asked if one.passages > 0), key=lambda one: one.number)
    if not asked or not len(packed):
        return scores.astype(np.float32)
    numbers = np.array([one.number for one in asked], np.int64)
    weights = np.array([one.repeats * idf(one.passages, passages) for one in asked])
    entries = np.frombuffer(b"".join(packed), _ENTRY)
    candidates = np.repeat(np.arange(len(packed)), [len(one) // _ENTRY.itemsize for one in packed])
    places = np.minimum(np.searchsorted(numbers, entries["run"]), len(numbers) - 1)
    shared = numbers[places] == entries["run"]
    repeats, candidates, places = (
        entries["repeats"][shared].astype(np.float64),
        candidates[shared],
        places[shared],
    )
    saturation = K1 * (1 - B + B * lengths[candidates] / USUAL_LENGTH)
    np.add.at(scores, candidates, weights[places] * repeats / (repeats + saturation))
    return scores.astype(np.float32)
