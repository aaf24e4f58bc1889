"""The look-alikes among what is stored, kept up to date with it."""

import asyncio
from collections.abc import Sequence

from bot.knelpunten.draft import Draft
from bot.knelpunten.likeness import Likeness, Problem, problem_of
from bot.knelpunten.lookalikes import LookAlike, LookAlikes, embed
from bot.progress import Progress
from bot.storage.knelpunten import Knelpunten
from bot.storage.vectors import KnelpuntVectors
from index.embedding.embedder import Embedder

BATCH = 256
NEVER = -1


class StoredLookAlikes:
    """Finds look-alikes of what is told among what is stored.

    Args:
        knelpunten: what is stored.
        vectors: what it means.
        embedder: makes vectors.
        likeness: fitted for the embedder's model.
    """

    def __init__(
        self, knelpunten: Knelpunten, vectors: KnelpuntVectors, embedder: Embedder, likeness: Likeness
    ) -> None:
        self._knelpunten = knelpunten
        self._vectors = vectors
        self._embedder = embedder
        self._likeness = likeness
        self._look_alikes: LookAlikes | None = None
        self._seen = NEVER
        self._bringing_up_to_date = asyncio.Lock()

    async def find(self, draft: Draft) -> Sequence[str]:
        """Give the numbers of the knelpunten that look like what a draft tells, the nearest first."""
        answers = {name: said or "" for name, said in draft.progress.answers.items()}
        # A title that is proposed from the description tells nothing that the description does not.
        problem = Problem(
            answers.get("description", ""),
            group=answers.get("group", ""),
            regulation=answers.get("regulation", ""),
        )
        look_alikes = await self.up_to_date()
        if not len(look_alikes):
            return ()
        found = await asyncio.to_thread(self._similar, look_alikes, problem)
        return [look_alike.number for look_alike in found]

    async def up_to_date(self, progress: Progress | None = None) -> LookAlikes:
        """Give the index with everything that is stored in it; what has no vector yet is embedded.

        Args:
            progress: told how many are embedded, out of how many.
        """
        async with self._bringing_up_to_date:
            last = await self._knelpunten.last_change()
            if self._look_alikes is None or last != self._seen:
                await self._embed_new(progress)
                self._look_alikes = await self._load()
                self._seen = last
            return self._look_alikes

    async def _embed_new(self, progress: Progress | None) -> None:
        new = await self._vectors.without_vector(self._embedder.name)
        for start in range(0, len(new), BATCH):
            numbers = new[start : start + BATCH]
            problems = [problem_of(one.report) for one in await self._knelpunten.find_many(numbers)]
            matrix = await asyncio.to_thread(embed, problems, self._embedder)
            await self._vectors.put_vectors(self._embedder.name, dict(zip(numbers, matrix, strict=True)))
            if progress:
                progress(start + len(numbers), len(new))

    async def _load(self) -> LookAlikes:
        numbers, matrix = await self._vectors.vectors(self._embedder.name)
        stored = await self._knelpunten.find_many(numbers)
        problems = [problem_of(knelpunt.report) for knelpunt in stored]
        return await asyncio.to_thread(LookAlikes, self._likeness, numbers, problems, matrix)

    def _similar(self, look_alikes: LookAlikes, problem: Problem) -> tuple[LookAlike, ...]:
        (vector,) = embed([problem], self._embedder)
        return look_alikes.similar(problem, vector)
