"""Combining the dense and the lexical score of the passages that either of them found.

Min-max normalisation over the candidates, then a weighted sum; Bruch, Gai and Ingber 2023, "An
Analysis of Fusion Functions for Hybrid Retrieval", https://arxiv.org/abs/2210.11934.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

DENSE_WEIGHT = 0.7


def fuse(dense: Scores, lexical: Scores) -> Scores:
    """Return one score in 0..1 for each candidate, from its cosine and its BM25 score."""
    return DENSE_WEIGHT * _rescale(dense) + (1 - DENSE_WEIGHT) * _rescale(lexical)


def _rescale(scores: Scores) -> Scores:
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
