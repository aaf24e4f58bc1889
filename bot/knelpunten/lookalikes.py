"""Finds the stored knelpunten that are probably the same as the one that is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.knelpunten.likeness import Likeness, Problem, features_of
from index.embedding.embedder import Embedder, Vectors

MOST_SHOWN = 3
COMPARED = 20
"""How many of the nearest vectors are looked at closely."""
_ROOM = 64


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A stored knelpunt that is probably the same.

    Attributes:
        number: of the stored one.
        score: probability (0 to 1) that it is the same.
    """

    number: str
    score: float


def embed(problems: Sequence[Problem], embedder: Embedder) -> Vectors:
    """Embed knelpunten; returns an array of shape (len(problems), dimensions)."""
    # As queries on both sides: the model was trained so for texts that mean the same.
    return embedder.embed_queries([problem.text for problem in problems])


class LookAlikes:
    """The stored knelpunten, by meaning. Safe to use from several threads at once.

    Args:
        likeness: fitted for the model that the vectors are of.
        numbers: of the stored knelpunten.
        problems: what they are, in the same order.
        vectors: from `embed`, of shape (len(numbers), dimensions).
    """

    def __init__(
        self, likeness: Likeness, numbers: Sequence[str], problems: Sequence[Problem], vectors: Vectors
    ) -> None:
        self._likeness = likeness
        self._numbers = list(numbers)
        self._problems = list(problems)
        self._rows = {number: row for row, number in enumerate(numbers)}
        self._vectors = likeness.centred(vectors)
        self._changing = Lock()

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, number: str, problem: Problem, vector: Vectors) -> None:
        """Add a knelpunt, or put it in the place of the one with its number.

        Args:
            number: its number.
            problem: what it is.
            vector: from `embed`, of shape (dimensions,).
        """
        (centred,) = self._likeness.centred(vector[None])
        with self._changing:
            row = self._rows.get(number, len(self._rows))
            if row == len(self._vectors):
                room = np.zeros((max(_ROOM, row), len(vector)), np.float32)
                self._vectors = np.concatenate([self._vectors, room])
            self._vectors[row] = centred
            if row == len(self._numbers):
                self._numbers.append(number)
                self._problems.append(problem)
            self._problems[row] = problem
            # Last, because it is what tells a reader how many rows there are.
            self._rows[number] = row

    def similar(
        self, problem: Problem, vector: Vectors, excluding: Collection[str] = ()
    ) -> tuple[LookAlike, ...]:
        """Return the stored knelpunten that are probably the same, best first; at most three.

        Args:
            problem: what is known of the one that is told.
            vector: from `embed`, of shape (dimensions,).
            excluding: numbers that are not asked for.
        """
        (centred,) = self._likeness.centred(vector[None])
        return self._closest(problem, centred, excluding)

    def similar_to(self, number: str) -> tuple[LookAlike, ...]:
        """Return the look-alikes of a stored knelpunt.

        Raises:
            KeyError: there is no knelpunt with that number.
        """
        row = self._rows[number]
        return self._closest(self._problems[row], self._vectors[row], (number,))

    def _closest(
        self, problem: Problem, centred: Vectors, excluding: Collection[str]
    ) -> tuple[LookAlike, ...]:
        # The count first: a knelpunt that is added meanwhile is left out.
        count = len(self._rows)
        cosines = self._vectors[:count] @ centred
        excluded = (self._rows.get(number, count) for number in excluding)
        cosines[[row for row in excluded if row < count]] = -np.inf
        nearest = _highest(cosines, COMPARED)
        if not len(nearest):
            return ()
        weights = self._likeness.weights[problem.told]
        features = [features_of(problem, self._problems[row], float(cosines[row])) for row in nearest]
        scores = weights.probabilities(np.array(features))
        best_first = np.argsort(-scores, kind="stable")[:MOST_SHOWN]
        return tuple(
            LookAlike(self._numbers[nearest[rank]], float(scores[rank]))
            for rank in best_first
            if scores[rank] >= weights.threshold
        )


def _highest(cosines: Vectors, count: int) -> NDArray[np.int64]:
    """Return where the highest finite values are, highest first."""
    rows = np.argpartition(-cosines, count)[:count] if len(cosines) > count else np.arange(len(cosines))
    rows = rows[np.isfinite(cosines[rows])]
    return np.asarray(rows[np.argsort(-cosines[rows], kind="stable")], np.int64)
