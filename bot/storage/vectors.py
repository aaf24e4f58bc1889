"""What knelpunten mean, as embedding models say."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.reading import in_batches
from bot.storage.schema import knelpunt, knelpunt_vector
from bot.storage.transaction import writing

_STORED = np.dtype("<f4")


class KnelpuntVectors:
    """Keeps one vector for each knelpunt and model."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def vectors(self, model: str) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        """Give the vectors that a model made.

        Returns:
            The numbers of the knelpunten, oldest first, and a matrix with a row for each.
        """
        query = (
            select(knelpunt.c.number, knelpunt_vector.c.vector)
            .join(knelpunt, knelpunt.c.id == knelpunt_vector.c.knelpunt_id)
            .where(knelpunt_vector.c.model == model)
            .order_by(knelpunt.c.id)
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        flat = np.frombuffer(b"".join(row.vector for row in rows), dtype=_STORED)
        matrix = flat.reshape(len(rows), -1) if rows else flat.reshape(0, 0)
        return tuple(row.number for row in rows), matrix.astype(np.float32)

    async def without_vector(self, model: str) -> tuple[str, ...]:
        """Give the numbers of the knelpunten that a model made no vector of, oldest first."""
        query = (
            select(knelpunt.c.number)
            .outerjoin(
                knelpunt_vector,
                and_(knelpunt_vector.c.knelpunt_id == knelpunt.c.id, knelpunt_vector.c.model == model),
            )
            .where(knelpunt_vector.c.knelpunt_id.is_(None))
            .order_by(knelpunt.c.id)
        )
        async with self._engine.connect() as connection:
            return tuple(await connection.scalars(query))

    async def put_vectors(self, model: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors that a model made, in place of those it made before.

        Args:
            model: name of the model.
            vectors: for each number a vector; all of one length.
        """
        async with writing(self._engine) as connection:
            for numbers in in_batches(list(vectors)):
                ids = await connection.execute(
                    select(knelpunt.c.number, knelpunt.c.id).where(knelpunt.c.number.in_(numbers))
                )
                id_of: dict[str, int] = dict(ids.all())
                await connection.execute(
                    delete(knelpunt_vector).where(
                        knelpunt_vector.c.model == model,
                        knelpunt_vector.c.knelpunt_id.in_(id_of.values()),
                    )
                )
                await connection.execute(
                    insert(knelpunt_vector),
                    [
                        {
                            "knelpunt_id": knelpunt_id,
                            "model": model,
                            "vector": np.asarray(vectors[number], dtype=_STORED).tobytes(),
                        }
                        for number, knelpunt_id in id_of.items()
                    ],
                )
