"""How probable it is that two knelpunten are the same one: logistic regression on three features.

A cosine of E5 lies between .8 and 1 whatever the texts, because all its vectors share a direction; it tells
texts apart once the mean of many knelpunten is taken off, as in Mu and Viswanath 2018, "All-but-the-Top",
https://arxiv.org/abs/1702.01417.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import log, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.knelpunten.laws import laws_in
from bot.knelpunten.report import Report
from index.embedding.embedder import Vectors
from index.letter_runs import letter_runs

FITTED = Path(__file__).parent / "likeness.json"
FEATURES = ("meaning", "letters", "other_law")
_TRAITS_KEPT = 4096


class Told(StrEnum):
    """How much is told of a knelpunt: the more, the surer a comparison is."""

    DESCRIPTION = "description"
    TITLE = "title and description"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Problem:
    """What tells one knelpunt from another; `""` for what is not told yet.

    Attributes:
        description: what happens in practice.
        title: one line that says what it is about.
        group: whom it concerns.
        regulation: law, regulation or system involved.
    """

    description: str
    title: str = ""
    group: str = ""
    regulation: str = ""

    @property
    def text(self) -> str:
        """What is embedded: without the law, which tells little of what is wrong with it."""
        return "\n".join(part for part in (self.title, self.description, self.group) if part)

    @property
    def told(self) -> Told:
        """How much of it is told."""
        if self.group or self.regulation:
            return Told.ALL
        return Told.TITLE if self.title else Told.DESCRIPTION


def problem_of(report: Report) -> Problem:
    """Take from a report what tells it from another."""
    return Problem(report.description, report.title, report.group, report.regulation)


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted regression, and from where on it is sure enough.

    Attributes:
        weights: one for each of `FEATURES`.
        bias: the constant part.
        threshold: probability from which a look-alike is shown.
    """

    weights: NDArray[np.float64]
    bias: float
    threshold: float

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability (0 to 1) that it is the same knelpunt, for features of shape (n, 3)."""
        return np.asarray(1 / (1 + np.exp(-(features @ self.weights + self.bias))), np.float64)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was fitted for an embedding model.

    Attributes:
        mean: (d,) mean vector of many knelpunten.
        weights: by how much is told of the knelpunt that look-alikes are sought for.
    """

    mean: Vectors
    weights: Mapping[Told, Weights]

    def centred(self, vectors: Vectors) -> Vectors:
        """Take the mean off vectors of shape (n, d), and bring them back to length 1."""
        if not len(vectors):
            return vectors
        moved = vectors - self.mean
        return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)


def load_likeness(model: str, path: Path = FITTED) -> Likeness | None:
    """Load what was fitted for an embedding model; None where that was another one.

    Args:
        model: name of the embedding model.
        path: what was fitted.
    """
    fitted = json.loads(path.read_text(encoding="utf-8"))
    if fitted["model"] != model:
        return None
    weights = {
        told: Weights(
            np.array([part["weights"][feature] for feature in FEATURES]), part["bias"], part["threshold"]
        )
        for told, part in ((told, fitted["told"][told]) for told in Told)
    }
    return Likeness(np.array(fitted["mean"], np.float32), weights)


def features_of(one: Problem, other: Problem, cosine: float) -> tuple[float, float, float]:
    """Give the features of a pair, in the order of `FEATURES`.

    Args:
        one: the knelpunt that look-alikes are sought for.
        other: a stored one.
        cosine: of their vectors, after `Likeness.centred`.

    Returns:
        That cosine; the cosine of their counts of letter runs; and which part of the laws that the
        one names are not among those of the other, whichever names least: 0 where either names none.
    """
    runs, laws = _traits(one)
    other_runs, other_laws = _traits(other)
    shared = sum(count * other_runs.get(run, 0.0) for run, count in runs.items())
    fewest = min(len(laws), len(other_laws))
    return cosine, shared, 1 - len(laws & other_laws) / fewest if fewest else 0.0


@lru_cache(_TRAITS_KEPT)
def _traits(problem: Problem) -> tuple[dict[str, float], frozenset[str]]:
    """Give the letter runs of title and description, as a vector of length 1, and the laws named."""
    runs = Counter(letter_runs(f"{problem.title}\n{problem.description}"))
    damped = {run: 1 + log(count) for run, count in runs.items()}
    length = sqrt(sum(count * count for count in damped.values())) or 1.0
    return {run: count / length for run, count in damped.items()}, laws_in(
        f"{problem.text}\n{problem.regulation}"
    )
