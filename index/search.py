"""Finding the passages that answer a query."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.embedding.embedder import Embedder, Vectors
from index.fusion import fuse
from index.generations import Generation, Manifest, NoIndexError, WrongModelError, current_generation
from index.lexical import LexicalIndex
from index.passage_store import PassageStore
from knowledge.passage import Passage

_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        text: the question.
        expansions: other names of what it mentions, as the glossary gives them. They help when
            embedded with the question; searched lexically they would outvote its own words.
        vector: what to search with by meaning, of shape (dimensions,) and length 1; by default
            the embedding of `to_embed`.
    """

    text: str
    expansions: tuple[str, ...] = ()
    vector: Vectors | None = None

    @property
    def to_embed(self) -> str:
        """The question with the other names in brackets behind it."""
        return f"{self.text} ({', '.join(self.expansions)})" if self.expansions else self.text


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        passage: the passage.
        score: what it is ranked by: 0..1, comparable within one query only.
        dense: cosine of the query with the passage.
        lexical: BM25 score of the passage, 0 where they share no term.
        line_scores: cosine of the query with each line of the passage, read in its context.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
    line_scores: tuple[float, ...]


class Index:
    """One generation of an index, opened for searching; safe to use from several threads.

    Attributes:
        generation: its number; a later `reindex` makes a later one, which must be opened anew.
        manifest: what it was made of.
    """

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Map a generation that `embedder` made; `Index.open` checks that it did."""
        self.generation: int = generation.number
        self.manifest: Manifest = generation.manifest
        self._embedder = embedder
        self._passages = PassageStore(generation.folder)
        self._dense = DenseIndex(generation.folder)
        self._lexical = LexicalIndex(generation.folder)

    @classmethod
    def open(cls, index_dir: Path, embedder: Embedder) -> "Index":
        """Open the current generation; it is mapped into memory rather than read.

        Raises:
            NoIndexError: there is none that this version reads.
            WrongModelError: another model made it.
        """
        generation = current_generation(index_dir)
        if generation.manifest.model != embedder.name:
            raise WrongModelError(index_dir, generation.manifest.model, embedder.name)
        try:
            return cls(generation, embedder)
        except (OSError, ValueError, RuntimeError) as error:
            raise NoIndexError(index_dir, "damaged") from error

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._passages)

    @property
    def passages(self) -> Iterable[Passage]:
        """All passages, in order; they are read from disk as one goes through them."""
        return self._passages

    def search(self, query: str | Query, k: int, hidden: Collection[str] = ()) -> list[Hit]:
        """Return the best `k` passages, best first; fewer where there are fewer.

        Args:
            query: what is looked for.
            k: how many passages at most.
            hidden: names of the documents that may not be found. What is found without them is what an index
                without them would give.
        """
        return self.search_many([query], k, hidden)[0]

    def search_many(
        self, queries: Sequence[str | Query], k: int, hidden: Collection[str] = ()
    ) -> list[list[Hit]]:
        """Search for several queries; those without a vector are embedded in one batch."""
        shown = self._all_but(hidden)
        if not len(self) or (shown is not None and not shown.any()):
            return [[] for _ in queries]
        asked = [Query(query) if isinstance(query, str) else query for query in queries]
        texts = [query.to_embed for query in asked if query.vector is None]
        embedded = iter(self._embedder.embed_queries(texts)) if texts else iter(())
        return [
            self._find(query, next(embedded) if query.vector is None else query.vector, k, shown)
            for query in asked
        ]

    def _all_but(self, hidden: Collection[str]) -> NDArray[np.bool_] | None:
        """Tell of each passage whether it may be found; None where all may."""
        if not hidden:
            return None
        shown = ~self._passages.of_documents(hidden)
        return None if shown.all() else shown

    def _find(self, query: Query, vector: Vectors, k: int, shown: NDArray[np.bool_] | None) -> list[Hit]:
        lexical = self._lexical.scores(query.text, shown)
        nearest = self._dense.nearest(vector, _CANDIDATES, shown)
        numbers = np.union1d(nearest, _best(lexical, _CANDIDATES))
        lexical = lexical[numbers]
        dense = self._dense.cosines(vector, numbers)
        lines = self._dense.line_cosines(vector, numbers)
        best_line = np.array([cosines.max() for cosines in lines], np.float32)
        scores = fuse(dense, best_line, lexical, self._passages.titles[numbers])
        return [
            Hit(
                passage=self._passages[int(numbers[row])],
                score=float(scores[row]),
                dense=float(dense[row]),
                lexical=float(lexical[row]),
                line_scores=tuple(lines[row].tolist()),
            )
            for row in np.argsort(-scores, kind="stable")[:k]
        ]


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the positions of the highest scores above 0, in no order."""
    count = min(count, len(scores))
    top = np.argpartition(-scores, count - 1)[:count]
    return top[scores[top] > 0]
