"""Finding the passages that answer a query."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.backend import Generations, Opened
from index.embedding.embedder import Embedder, Vectors
from index.fusion import fuse
from index.generations import Generation, Manifest, WrongModelError
from knowledge.passage import Passage


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

    def __init__(self, generation: Generation, opened: Opened, embedder: Embedder) -> None:
        """Search in a generation that `embedder` made; `Index.open` checks that it did."""
        self.generation: int = generation.number
        self.manifest: Manifest = generation.manifest
        self._opened = opened
        self._embedder = embedder

    @classmethod
    def open(cls, generations: Generations, embedder: Embedder) -> "Index":
        """Open the generation that serves.

        Raises:
            NoIndexError: there is none that this version reads.
            WrongModelError: another model made it.
        """
        generation = generations.current()
        if generation.manifest.model != embedder.name:
            raise WrongModelError(generations.place, generation.manifest.model, embedder.name)
        return cls(generation, generations.open(generation), embedder)

    def __len__(self) -> int:
        """Return how many passages there are."""
        return self.manifest.passages

    @property
    def passages(self) -> Iterable[Passage]:
        """All passages, in order; they are read as one goes through them."""
        return self._opened

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
        if not len(self) or set(hidden) >= self.manifest.documents.keys():
            return [[] for _ in queries]
        asked = [Query(query) if isinstance(query, str) else query for query in queries]
        texts = [query.to_embed for query in asked if query.vector is None]
        embedded = iter(self._embedder.embed_queries(texts)) if texts else iter(())
        return [
            self._find(query, next(embedded) if query.vector is None else query.vector, k, hidden)
            for query in asked
        ]

    def _find(self, query: Query, vector: Vectors, k: int, hidden: Collection[str]) -> list[Hit]:
        found = self._opened.candidates(query.text, vector, hidden)
        if not len(found.numbers):
            return []
        best_line = np.array([cosines.max() for cosines in found.lines], np.float32)
        scores = fuse(found.dense, best_line, found.lexical, found.titles)
        best = np.argsort(-scores, kind="stable")[:k].tolist()
        passages = self._opened.passages(found.numbers[best].tolist())
        return [
            Hit(
                passage=passage,
                score=float(scores[row]),
                dense=float(found.dense[row]),
                lexical=float(found.lexical[row]),
                line_scores=tuple(found.lines[row].tolist()),
            )
            for row, passage in zip(best, passages, strict=True)
        ]
