"""A generation in files, opened to search in."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.backend import CANDIDATES, Candidates
from index.embedding.embedder import Vectors
from index.files.dense import DenseIndex
from index.files.keys import LINE_KEYS, PASSAGE_KEYS, VectorsByKey
from index.files.lexical import LexicalIndex
from index.files.passage_store import PassageStore
from knowledge.passage import Passage


class FilesOpened:
    """A generation in files; see `index.backend.Opened`."""

    def __init__(self, folder: Path) -> None:
        """Map the files."""
        self._folder = folder
        self._passages = PassageStore(folder)
        self._dense = DenseIndex(folder)
        self._lexical = LexicalIndex(folder)

    def candidates(self, text: str, vector: Vectors, hidden: Collection[str]) -> Candidates:
        """Return what may answer a query: all scores of words are computed, and the nearest by meaning."""
        shown = self._all_but(hidden)
        lexical = self._lexical.scores(text, shown)
        numbers = np.union1d(self._dense.nearest(vector, CANDIDATES, shown), _best(lexical, CANDIDATES))
        return Candidates(
            numbers,
            self._dense.cosines(vector, numbers),
            self._dense.line_cosines(vector, numbers),
            lexical[numbers],
            self._passages.titles[numbers],
        )

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """Return passages by number, in this order."""
        return [self._passages[number] for number in numbers]

    def __iter__(self) -> Iterator[Passage]:
        """Go through all passages in order."""
        return iter(self._passages)

    def known_passages(self) -> VectorsByKey:
        """Give the vectors of the passages, to be used again."""
        return VectorsByKey(self._folder / PASSAGE_KEYS, self._dense.passage_vector)

    def known_lines(self) -> VectorsByKey:
        """Give the vectors of the lines, to be used again."""
        return VectorsByKey(self._folder / LINE_KEYS, self._dense.line_vector)

    def _all_but(self, hidden: Collection[str]) -> NDArray[np.bool_] | None:
        """Tell of each passage whether it may be found; None where all may."""
        if not hidden:
            return None
        shown = ~self._passages.of_documents(hidden)
        return None if shown.all() else shown


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the positions of the highest scores above 0, in no order."""
    count = min(count, len(scores))
    top = np.argpartition(-scores, count - 1)[:count]
    return top[scores[top] > 0]
