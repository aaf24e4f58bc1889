"""The lexical index: BM25 over the letter runs of title, headings and text.

BM25 as in Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond",
computed when indexing, as in Lù 2024, "BM25S", https://arxiv.org/abs/2407.03618.
"""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.letter_runs import letter_runs

_FOLDER = "lexical"
_K1 = 1.2
_B = 0.75


def write_lexical(folder: Path, texts: Sequence[str]) -> None:
    """Index texts and write the index into a folder."""
    numbers: dict[str, int] = {}
    # Numbers rather than strings: a large corpus has as many runs as letters. A passage without any gets
    # one that no query has, because bm25s cannot index nothing at all.
    numbered = [
        [numbers.setdefault(run, len(numbers)) for run in letter_runs(text) or [""]] for text in texts or [""]
    ]
    index = bm25s.BM25(k1=_K1, b=_B)
    index.index((numbered, numbers), show_progress=False)
    index.save(folder / _FOLDER, show_progress=False)


class LexicalIndex:
    """Scores all passages for a query by the words that they share."""

    def __init__(self, folder: Path) -> None:
        """Map the files that `write_lexical` wrote."""
        self._index = bm25s.BM25.load(folder / _FOLDER, mmap=True, show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the BM25 score of every passage, 0 where no term is shared."""
        ids = self._index.get_tokens_ids(letter_runs(query))
        return np.asarray(self._index.get_scores_from_ids(ids), np.float32)
