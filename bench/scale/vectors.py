"""More vectors than were embedded, questions to search them with, and what an exact search finds."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors

QUESTIONS = Path(__file__).parents[1] / "questions" / "tuning.jsonl"
FOUND = 100
"""How many passages a search is to find; the index asks for as many."""

_SAMPLE = 4000
"""Vectors whose nearest neighbour is looked up, to know how far apart neighbours are."""

_MOVED = 0.5
"""Of the square of the distance to the nearest neighbour."""

_AT_ONCE = 20_000


def questions(sentences: Sequence[str], count: int) -> list[str]:
    """Give what to search for: half asked by people about something else, half these sentences.

    Args:
        sentences: of passages that are not searched.
        count: how many.
    """
    asked = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [*asked[: count // 2], *sentences[: count - count // 2]]


def grown(vectors: Vectors, size: int) -> Vectors:
    """Give so many vectors: a choice of those there are, or all of them and perturbed copies.

    A copy is moved by normal noise with the covariance of all vectors, and drawn to their mean by as much as
    keeps that covariance what it is; then normalised. Noise that is only added pushes vectors out of the
    narrow cone in which those of a language model lie: they become easier to tell apart, and to find. How
    much: half the square of what lies between a vector and its nearest neighbour. docs/scale.md compares what
    comes of it with as many real vectors.

    Args:
        vectors: shape (embedded, dimensions), of length 1.
        size: how many.
    """
    random = np.random.default_rng(0)
    if size <= len(vectors):
        return vectors[np.sort(random.choice(len(vectors), size, replace=False))]
    mean = vectors.mean(axis=0)
    covariance = np.cov(vectors, rowvar=False, dtype=np.float64)
    kept = 1 - _MOVED * _square_to_nearest(vectors, random) / (2 * np.trace(covariance))
    values, directions = np.linalg.eigh(covariance)
    spread = (directions * np.sqrt(np.maximum(values, 0) * (1 - kept**2))).astype(np.float32)
    made = np.empty((size, vectors.shape[1]), np.float32)
    made[: len(vectors)] = vectors
    for start in range(len(vectors), size, _AT_ONCE):
        stop = min(start + _AT_ONCE, size)
        noise = random.standard_normal((stop - start, len(spread)), np.float32) @ spread.T
        origins = vectors[np.arange(start, stop) % len(vectors)]
        copies = mean + np.float32(kept) * (origins - mean) + noise
        made[start:stop] = copies / np.linalg.norm(copies, axis=1, keepdims=True)
    return made


def exact(vectors: NDArray[np.floating], queries: Vectors, count: int = FOUND) -> NDArray[np.int64]:
    """Give the numbers of the vectors with the highest cosines, best first; shape (queries, count)."""
    count = min(count, len(vectors))
    scores = np.empty((len(queries), 0), np.float32)
    numbers = np.empty((len(queries), 0), np.int64)
    for start in range(0, len(vectors), _AT_ONCE):
        more = queries @ np.asarray(vectors[start : start + _AT_ONCE], np.float32).T
        best = np.argpartition(-more, min(count, more.shape[1]) - 1, axis=1)[:, :count]
        scores = np.hstack([scores, np.take_along_axis(more, best, axis=1)])
        numbers = np.hstack([numbers, best + start])
        best = np.argsort(-scores, axis=1, kind="stable")[:, :count]
        scores = np.take_along_axis(scores, best, axis=1)
        numbers = np.take_along_axis(numbers, best, axis=1)
    return numbers


def recall(found: NDArray[np.int64], wanted: NDArray[np.int64], count: int) -> float:
    """Give which share of the best `count` is among the first `count` that were found."""
    count = min(count, wanted.shape[1])
    among = [len(set(row[:count]) & set(best[:count])) for row, best in zip(found, wanted, strict=True)]
    return sum(among) / (count * len(wanted))


def _square_to_nearest(vectors: Vectors, random: np.random.Generator) -> float:
    """Give the mean square of the distance from a vector to its nearest neighbour."""
    some = vectors[random.choice(len(vectors), min(_SAMPLE, len(vectors)), replace=False)]
    nearest = vectors[exact(vectors, some, 2)[:, 1]]
    return float(((nearest - some) ** 2).sum(axis=1).mean())
