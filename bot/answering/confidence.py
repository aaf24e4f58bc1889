"""How sure it is that the words found answer the question: logistic regression on the evidence."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.evidence import FEATURES

FITTED = Path(__file__).parent / "confidence.json"


@dataclass(frozen=True, slots=True)
class Confidence:
    """A fitted model.

    Attributes:
        weights: one for each feature.
        bias: the constant part.
    """

    weights: NDArray[np.float64]
    bias: float

    def probability(self, evidence: NDArray[np.float64]) -> float:
        """Probability (0 to 1) that the best passage answers, from its evidence."""
        return 1 / (1 + math.exp(-float(evidence @ self.weights + self.bias)))


def load_confidence(adapted: bool, path: Path = FITTED) -> Confidence:
    """Load the model.

    Args:
        adapted: for questions moved by the query adapter, or for plain embeddings.
        path: what was fitted.
    """
    fitted = json.loads(path.read_text())["adapted" if adapted else "plain"]
    return Confidence(np.array([fitted["weights"][name] for name in FEATURES]), fitted["bias"])
