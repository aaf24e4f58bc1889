"""Moves the embedding of a question towards the passages that answer it.

A small network on top of the embedding model: a linear map and one hidden layer beside it, both added
to the embedding. It is fitted on questions with known answers (`bench/fit_answering.py`). The same layer
gives the cosine that a passage has to exceed: questions on the subject that the documents do not answer are
told by that. Contrastive learning with a null class, as for reading in Rajpurkar et al. 2018,
https://arxiv.org/abs/1806.03822.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors

FITTED = Path(__file__).parent / "fitted.npz"
SHARE_KNOWN = 0.5
"""Of the documents in an index, the share that the questions must be about for the maps to be used."""


@dataclass(frozen=True, slots=True)
class QueryAdapter:
    """The fitted network for embeddings of d dimensions, with h hidden units.

    Attributes:
        linear: (d, d).
        inner: (d, h) into the hidden layer.
        inner_bias: (h,).
        outer: (h, d) out of it.
        bias: (d,).
        null_linear: (d,) from the embedding to the cosine to exceed.
        null_outer: (h,) from the hidden layer to it.
        null_bias: its constant part.
    """

    linear: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    bias: NDArray[np.float32]
    null_linear: NDArray[np.float32]
    null_outer: NDArray[np.float32]
    null_bias: float

    def adapt(self, question: Vectors) -> tuple[Vectors, float]:
        """Move an embedding of shape (d,) and length 1.

        Returns:
            The moved embedding, of length 1, and the cosine below which no passage is likely to answer.
        """
        hidden = np.maximum(question @ self.inner + self.inner_bias, 0)
        moved = question + question @ self.linear + hidden @ self.outer + self.bias
        to_exceed = question @ self.null_linear + hidden @ self.null_outer + self.null_bias
        return np.asarray(moved / np.linalg.norm(moved), np.float32), float(to_exceed)

    def save(self, path: Path, model: str, documents: Collection[str]) -> None:
        """Write the network, for a model and for documents by name."""
        halves = {name: np.asarray(getattr(self, name), np.float16) for name in _ARRAYS}
        with path.open("wb") as stream:
            np.savez_compressed(
                stream,
                allow_pickle=False,
                model=np.array(model),
                documents=np.array(sorted(documents)),
                null_bias=np.array(self.null_bias),
                **halves,
            )


_ARRAYS = tuple(field.name for field in fields(QueryAdapter) if field.name != "null_bias")


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
        arrays = {name: fitted[name].astype(np.float32) for name in _ARRAYS}
        return QueryAdapter(**arrays, null_bias=float(fitted["null_bias"]))
