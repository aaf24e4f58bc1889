"""A tiny deterministic embedder, for tests that are not about the model."""

import zlib
from collections.abc import Sequence

import numpy as np

from index.embedding.embedder import Progress, Vectors


class HashedWords:
    """Counts the words of a text in buckets by hash; remembers what it was asked to embed."""

    dimensions = 256

    def __init__(self, name: str = "hashed-words@1") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.embedded.extend(texts)
        if progress and texts:
            progress(len(texts), len(texts))
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            vectors[row, 0] = 0.1
            for word in text.lower().split():
                vectors[row, zlib.crc32(word.encode("utf-8", "replace")) % self.dimensions] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
