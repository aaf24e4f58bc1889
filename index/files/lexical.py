"""The lexical index: BM25 over the letter runs of title, headings and text.

BM25 as in Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond",
computed when indexing, as in Lù 2024, "BM25S", https://arxiv.org/abs/2407.03618.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.letter_runs import letter_runs

_FOLDER = "lexical"
K1 = 1.2
B = 0.75
USUAL_LENGTH = 220
"""Letter runs in a passage; the mean of two collections is 217 and 290, and 150 to 350 find as well."""


def write_lexical(folder: Path, texts: Sequence[str]) -> None:
    """Index texts and write the index into a folder."""
    numbers: dict[str, int] = {}
    # Numbers rather than strings: a large corpus has as many runs as letters. A passage without any gets
    # one that no query has, because bm25s cannot index nothing at all.
    numbered = [
        [numbers.setdefault(run, len(numbers)) for run in letter_runs(text) or [""]] for text in texts or [""]
    ]
    k1, b = _for_usual_length(sum(map(len, numbered)) / len(numbered))
    index = bm25s.BM25(k1=k1, b=b)
    index.index((numbered, numbers), show_progress=False)
    index.save(folder / _FOLDER, show_progress=False)


def _for_usual_length(mean: float) -> tuple[float, float]:
    """Give the k1 and b with which a text is measured against the usual length, whatever the mean is.

    BM25 divides the length of a text by the mean, which bm25s takes over all texts. Then how long the texts
    are that somebody may not see would have a part in the scores of what they may.
    """
    by_length = K1 * B * mean / USUAL_LENGTH
    k1 = K1 * (1 - B) + by_length
    return k1, by_length / k1


class LexicalIndex:
    """Scores all passages for a query by the words that they share."""

    def __init__(self, folder: Path) -> None:
        """Map the files that `write_lexical` wrote."""
        self._index = bm25s.BM25.load(folder / _FOLDER, mmap=True, show_progress=False)
        # A matrix in compressed columns, one for each term; as plain arrays, because cutting a piece out of a
        # mapped one takes longer than adding it up.
        stored = self._index.scores
        self._parts, self._passages, self._starts = (
            np.asarray(stored[name]) for name in ("data", "indices", "indptr")
        )

    def scores(self, query: str, shown: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
        """Return the BM25 score of every passage, 0 where no term is shared.

        Args:
            query: the words.
            shown: of shape (passages,), which of them may be found; None for all. The others score 0, and
                how many of them hold a term does not count: the scores are those of an index without them.
        """
        ids = self._index.get_tokens_ids(letter_runs(query))
        if shown is None:
            return np.asarray(self._index.get_scores_from_ids(ids), np.float32)
        scores = np.zeros(len(shown), np.float32)
        passages, shown_passages = len(shown), int(np.count_nonzero(shown))
        for term in ids:
            start, end = self._starts[term : term + 2]
            holding = self._passages[start:end]
            shown_holding = int(np.count_nonzero(shown[holding]))
            if shown_holding:
                rarer = idf(shown_holding, shown_passages) / idf(int(end - start), passages)
                scores[holding] += self._parts[start:end] * np.float32(rarer)
        scores[~shown] = 0
        return scores


def idf(holding: int, passages: int) -> float:
    """Say how much a term tells that so many passages hold, as bm25s computes it."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
