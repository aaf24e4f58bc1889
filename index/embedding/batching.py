"""Questions that several threads ask at once are embedded together.

The model embeds eight short texts in half the time that it takes for them one by one. Nobody waits for
company: while the model is busy requests pile up, and its next run takes those that wait.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition

import numpy as np

from index.embedding.embedder import Embedder, Progress, Vectors

MOST_TEXTS = 32
"""Texts in one run: some 512 tokens of questions, which is what the default model takes at a time."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What one thread wants embedded."""

    texts: Sequence[str]
    vectors: Future[Vectors] = field(default_factory=Future)


class BatchingEmbedder:
    """Shares an embedder among threads: one that finds it idle runs it for all that wait.

    It has no thread of its own, so there is nothing to shut down.

    Args:
        embedder: the embedding model.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._waiting: deque[_Request] = deque()
        self._is_busy = False
        self._run_is_over = Condition()

    @property
    def name(self) -> str:
        """Identity of the model."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._embedder.dimensions

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions, in one run with those of other threads.

        Returns:
            An array of shape (len(texts), dimensions).

        Raises:
            Exception: what the model raised; each thread whose texts were in that run gets it.
        """
        request = _Request(texts)
        with self._run_is_over:
            self._waiting.append(request)
        while batch := self._next_batch(request):
            try:
                self._run(batch)
            finally:
                with self._run_is_over:
                    self._is_busy = False
                    self._run_is_over.notify_all()
        return request.vectors.result()

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed texts to be found: these come many at a time already."""
        return self._embedder.embed_passages(texts, progress)

    def _next_batch(self, request: _Request) -> list[_Request]:
        """Wait until a request is done: then there is nothing to run; or until the model is idle."""
        with self._run_is_over:
            self._run_is_over.wait_for(lambda: request.vectors.done() or not self._is_busy)
            if request.vectors.done():
                return []
            self._is_busy = True
            batch = [self._waiting.popleft()]
            texts = len(batch[0].texts)
            while self._waiting and (texts := texts + len(self._waiting[0].texts)) <= MOST_TEXTS:
                batch.append(self._waiting.popleft())
            return batch

    def _run(self, batch: Sequence[_Request]) -> None:
        try:
            vectors = self._embedder.embed_queries([text for request in batch for text in request.texts])
        except BaseException as error:
            for request in batch:
                request.vectors.set_exception(error)
            # An interrupt is for this thread, whosever texts it was running.
            if not isinstance(error, Exception):
                raise
            return
        ends = np.cumsum([len(request.texts) for request in batch])
        for request, own in zip(batch, np.split(vectors, ends[:-1]), strict=True):
            request.vectors.set_result(own)
