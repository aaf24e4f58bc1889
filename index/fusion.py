"""Combining what is known of the candidates for a query into the one score that ranks them.

Weighted sum after min-max normalisation: Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions
for Hybrid Retrieval", https://arxiv.org/abs/2210.11934. The weights were chosen on two sets of questions
(docs/retrieval.md, "Ranking"); neighbouring values do as well.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_DENSE = 0.7
_BEST_LINE = 0.3
_SAME_TITLE = 0.2


def fuse(passage: Scores, best_line: Scores, lexical: Scores, titles: NDArray[np.int32]) -> Scores:
    """Return the score of each candidate, in 0..1.

    Args:
        passage: cosine of the query with each candidate.
        best_line: cosine of the query with the nearest line of each candidate.
        lexical: BM25 score of each candidate.
        titles: number of the title that each candidate stands under.
    """
    dense = (1 - _BEST_LINE) * passage + _BEST_LINE * best_line
    return _lift_same_title(_DENSE * _rescale(dense) + (1 - _DENSE) * _rescale(lexical), titles)


def _rescale(scores: Scores) -> Scores:
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


def _lift_same_title(scores: Scores, titles: NDArray[np.int32]) -> Scores:
    """Move each score towards the best under the same title: a document on the subject answers more often.

    The best passage of a document keeps its score, so that the first hit stays the first.
    """
    best = np.zeros(int(titles.max()) + 1, np.float32)
    np.maximum.at(best, titles, scores)
    lifted: Scores = (1 - _SAME_TITLE) * scores + _SAME_TITLE * best[titles]
    return lifted
