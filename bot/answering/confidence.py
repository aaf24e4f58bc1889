"""How sure it is that the documents hold an answer, and that the words found are it.

Two logistic regressions on the same evidence. The first decides whether a question is answered: whether there
is an answer at all is told better than whether the best passage is it, because a wrong first passage and a
question without an answer look alike. The second is what is told to people and programs.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import FEATURES

FITTED = Path(__file__).parent / "confidence.json"


@dataclass(frozen=True, slots=True)
class Regression:
    """A fitted logistic regression.

    Attributes:
        weights: one for each feature.
        bias: the constant part.
    """

    weights: NDArray[np.float64]
    bias: float

    def probability(self, evidence: NDArray[np.float64]) -> float:
        """Probability (0 to 1) that evidence, of shape (features,), speaks for."""
        return 1 / (1 + math.exp(-float(evidence @ self.weights + self.bias)))


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure it is, as probabilities (0 to 1).

    Attributes:
        held: the documents hold an answer.
        right: the words found are a right answer.
    """

    held: float
    right: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """What was fitted for each of the two."""

    held: Regression
    right: Regression

    def certainty(self, evidence: NDArray[np.float64]) -> Certainty:
        """Tell how sure it is, from the evidence for the best passage."""
        return Certainty(self.held.probability(evidence), self.right.probability(evidence))


def load_confidence(adapted: bool, path: Path = FITTED) -> Confidence:
    """Load what was fitted.

    Args:
        adapted: for questions moved by the query adapter, or for plain embeddings.
        path: what was fitted.
    """
    fitted = json.loads(path.read_text())["adapted" if adapted else "plain"]
    held, right = (
        Regression(np.array([fitted[part]["weights"][name] for name in FEATURES]), fitted[part]["bias"])
        for part in ("held", "right")
    )
    return Confidence(held, right)
