"""Words and meaning together: real passages through `reindex` and `Index.search`."""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.scale.corpus import first_documents, last_sentence, read_documents, texts_of
from bench.scale.dense import Row
from bench.scale.measuring import cost_of, most_resident, resident, size_of
from index.build import reindex
from index.embedding.embedder import Progress, Vectors
from index.files.generations import FileGenerations
from index.search import Index, Query

HITS = 30
QUESTIONS = 300


class Drawn:
    """Passes for a model: gives vectors in turn, since no time depends on which is whose.

    Args:
        path: file with an array of shape (any, dimensions).
    """

    name = "drawn@1"

    def __init__(self, path: Path) -> None:
        self._vectors: NDArray[np.float16] = np.load(path, mmap_mode="r")
        self.dimensions = self._vectors.shape[1]
        self._given = 0

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Give as many vectors as texts."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give as many vectors as texts, the next ones."""
        numbers = np.arange(self._given, self._given + len(texts)) % len(self._vectors)
        self._given += len(texts)
        return np.asarray(self._vectors[numbers], np.float32)


def reindexed(passages: Path, count: int, folder: Path, vectors: Path) -> Row:
    """Make an index of so many passages; the time that a model takes is not in it."""
    documents = first_documents(read_documents(passages), count)
    before, started, worked = sum(resident()), time.perf_counter(), time.process_time()
    summary = reindex(documents, FileGenerations(folder), Drawn(vectors))
    took, spent = time.perf_counter() - started, time.process_time() - worked
    return {
        "build seconds": took,
        "build processor seconds": spent,
        "build peak MB": most_resident() - before,
        "texts": summary.embedded,
        "size MB": size_of(folder),
        **{
            f"{part} MB": sum(map(size_of, folder.glob(f"*/{part}")))
            for part in ("passages.jsonl", "lexical", "passages.faiss", "lines.npy")
        },
    }


def asked(passages: Path, count: int, folder: Path, vectors: Path) -> list[Row]:
    """Search that index with sentences of its passages, whose vectors are drawn; half hidden, too."""
    documents = first_documents(read_documents(passages), count)
    names = [document.source.document for document in documents]
    texts = [last_sentence(text) for text in texts_of(documents)[:QUESTIONS]]
    del documents
    model = Drawn(vectors)
    queries = model.embed_queries(texts)
    asking = {query.tobytes(): Query(text, vector=query) for query, text in zip(queries, texts, strict=True)}
    before, started = resident(), time.perf_counter()
    index = Index.open(FileGenerations(folder), model)
    opening = (time.perf_counter() - started) * 1000
    return [
        {"hidden": which, "opening ms": opening, **_searched(index, asking, queries, hidden, before)}
        for which, hidden in (("nothing", frozenset[str]()), ("half", frozenset(names[::2])))
    ]


def _searched(
    index: Index,
    asking: dict[bytes, Query],
    queries: Vectors,
    hidden: frozenset[str],
    before: tuple[float, float],
) -> Row:
    def search(vector: Vectors) -> NDArray[np.int64]:
        index.search(asking[vector.tobytes()], HITS, hidden)
        return np.empty(0, np.int64)

    return cost_of(search, queries, before)
