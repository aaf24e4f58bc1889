"""The fixed answers that are stored, kept at hand by their meaning."""

import asyncio
from collections.abc import Sequence

import numpy as np

from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.known import KnownAnswers
from bot.fixed_answers.sameness import load_sameness
from bot.storage.fixed_answers import FixedAnswers, Version
from index.embedding.embedder import Embedder, Vectors


class StoredFixedAnswers:
    """Follows what is stored, also where another process changes it.

    Args:
        stored: the answers.
        embedder: the model that questions are embedded with.
    """

    def __init__(self, stored: FixedAnswers, embedder: Embedder) -> None:
        self._stored = stored
        self._embedder = embedder
        self._sameness = load_sameness(embedder.name)
        self._vectors: dict[str, Vectors] = {}
        self._seen: Version | None = None
        self._known = KnownAnswers((), np.empty((0, embedder.dimensions), np.float32), self._sameness)
        self._following = asyncio.Lock()

    async def current(self) -> KnownAnswers:
        """Give them as they are now: one small query, and new questions are embedded."""
        version = await self._stored.version()
        if version == self._seen:
            return self._known
        async with self._following:
            if version != self._seen:
                answers = await self._stored.all()
                self._known = await asyncio.to_thread(self._learn, answers)
                self._seen = version
            return self._known

    def _learn(self, answers: Sequence[FixedAnswer]) -> KnownAnswers:
        questions = [question for answer in answers for question in answer.questions]
        new = list({question for question in questions if question not in self._vectors})
        known = (
            self._vectors | dict(zip(new, self._embedder.embed_queries(new), strict=True))
            if new
            else self._vectors
        )
        self._vectors = {question: known[question] for question in questions}
        none = np.empty((0, self._embedder.dimensions), np.float32)
        vectors = np.stack([self._vectors[question] for question in questions]) if questions else none
        return KnownAnswers(answers, vectors, self._sameness)
