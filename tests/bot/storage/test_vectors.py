import numpy as np
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.imported import Imported
from bot.storage.knelpunten import Knelpunten
from bot.storage.vectors import KnelpuntVectors
from tests.bot.storage.samples import NOW, report


@pytest.fixture
async def vectors(engine: AsyncEngine, knelpunten: Knelpunten) -> KnelpuntVectors:
    await knelpunten.import_many([Imported(imported_as=name, report=report()) for name in "abc"], NOW)
    return KnelpuntVectors(engine)


async def test_vectors_come_back_as_they_were_put(vectors: KnelpuntVectors) -> None:
    second = np.array([0.1, -2.5], dtype=np.float32)
    first = np.array([1e-30, 3.0], dtype=np.float32)

    await vectors.put_vectors("e5", {"KP-2026-0002": second, "KP-2026-0001": first})

    numbers, matrix = await vectors.vectors("e5")
    assert numbers == ("KP-2026-0001", "KP-2026-0002")
    assert matrix.dtype == np.float32
    np.testing.assert_array_equal(matrix, np.stack([first, second]))


async def test_a_vector_takes_the_place_of_the_one_before(vectors: KnelpuntVectors) -> None:
    await vectors.put_vectors("e5", {"KP-2026-0001": np.zeros(2, dtype=np.float32)})
    await vectors.put_vectors("e5", {"KP-2026-0001": np.ones(2, dtype=np.float32)})

    _, matrix = await vectors.vectors("e5")
    np.testing.assert_array_equal(matrix, np.ones((1, 2)))


async def test_each_model_has_vectors_of_its_own(vectors: KnelpuntVectors) -> None:
    await vectors.put_vectors("e5", {"KP-2026-0001": np.zeros(2, dtype=np.float32)})

    numbers, matrix = await vectors.vectors("ander")
    assert (numbers, len(matrix)) == ((), 0)
    assert await vectors.without_vector("e5") == ("KP-2026-0002", "KP-2026-0003")
    assert len(await vectors.without_vector("ander")) == 3
