"""Moves the embedding of a question towards the passages that answer it.

A linear map on top of the embedding model, fitted on questions with known answers
(`bench/fit_answering.py`). Beside it a second linear map gives the cosine that a passage has to
exceed: questions on the subject that the documents do not answer are told by that. Both are as in
contrastive learning with a null class, e.g. Rajpurkar et al. 2018, https://arxiv.org/abs/1806.03822.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors

FITTED = Path(__file__).parent / "fitted.npz"
SHARE_KNOWN = 0.5
"""Of the documents in an index, the share that the questions must be about for the maps to be used."""


@dataclass(frozen=True, slots=True)
class QueryAdapter:
    """The fitted maps for questions of `dimensions` d.

    Attributes:
        weights: (d, d) added to the identity.
        bias: (d,).
        null_weights: (d,) from a question to the cosine to exceed.
        null_bias: the same, constant part.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    null_weights: NDArray[np.float32]
    null_bias: float

    def adapt(self, question: Vectors) -> Vectors:
        """Move an embedding of shape (d,) and length 1; the result has length 1."""
        moved = question + question @ self.weights + self.bias
        return np.asarray(moved / np.linalg.norm(moved), np.float32)

    def cosine_to_exceed(self, question: Vectors) -> float:
        """The cosine below which no passage is likely to answer."""
        return float(self.null_bias + question @ self.null_weights)


def load_adapter(model: str, documents: Collection[str], path: Path = FITTED) -> QueryAdapter | None:
    """Load the adapter, if it is for this model and these documents.

    Args:
        model: name of the embedder.
        documents: names of the documents in the index.
        path: what was fitted.
    """
    with np.load(path) as fitted:
        known = set(fitted["documents"].tolist())
        if str(fitted["model"]) != model or len(known & set(documents)) < SHARE_KNOWN * len(documents):
            return None
        return QueryAdapter(
            fitted["weights"].astype(np.float32),
            fitted["bias"].astype(np.float32),
            fitted["null_weights"].astype(np.float32),
            float(fitted["null_bias"]),
        )
