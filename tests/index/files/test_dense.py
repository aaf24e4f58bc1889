"""Vectors of many passages: found by codes that are compared fast, and compared exactly after that."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embedding.embedder import Vectors
from index.files import dense
from index.files.dense import DenseIndex, write_line_vectors, write_passage_vectors

PASSAGES, DIMENSIONS, COUNT = 3000, 16, 10


def drawn(number: int, seed: int) -> Vectors:
    """Vectors around some subjects, as those of texts are."""
    random = np.random.default_rng(seed)
    subjects = np.random.default_rng(0).standard_normal((40, DIMENSIONS))
    vectors = subjects[random.integers(0, 40, number)] + random.standard_normal((number, DIMENSIONS))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


VECTORS, QUERIES = drawn(PASSAGES, 1), drawn(50, 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of more passages than are all compared."""
    folder = tmp_path_factory.mktemp("dense")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "EXACT_UP_TO", 1000)
        write_passage_vectors(folder, DIMENSIONS, [VECTORS[:2000], VECTORS[2000:]])
        write_line_vectors(folder, DIMENSIONS, [0] * PASSAGES, [])
    return folder


@pytest.fixture
def index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> DenseIndex:
    monkeypatch.setattr(dense, "EXACT_UP_TO", 1000)
    return DenseIndex(folder)


def recall(index: DenseIndex, shown: NDArray[np.bool_] | None = None) -> float:
    """Which share of the nearest is found; and nothing that is hidden."""
    found = 0
    for query in QUERIES:
        cosines = VECTORS @ query
        if shown is not None:
            cosines[~shown] = -2
        nearest = index.nearest(query, COUNT, shown)
        assert len(nearest) == len(set(nearest)) == COUNT
        assert (cosines[nearest] > -2).all()
        found += len(set(nearest) & set(np.argsort(-cosines)[:COUNT]))
    return found / (COUNT * len(QUERIES))


def test_of_many_passages_almost_all_that_are_nearest_are_found(index: DenseIndex) -> None:
    assert recall(index) > 0.97


def test_where_half_is_hidden_the_nearest_of_the_rest_are_found(index: DenseIndex) -> None:
    assert recall(index, np.random.default_rng(3).random(PASSAGES) < 0.5) > 0.97


def test_where_all_that_is_near_is_hidden_what_is_far_is_found(index: DenseIndex) -> None:
    shown = VECTORS @ QUERIES.mean(axis=0) < np.quantile(VECTORS @ QUERIES.mean(axis=0), 0.4)

    assert recall(index, np.asarray(shown)) > 0.97


def test_where_few_may_be_found_they_are_found_exactly(index: DenseIndex) -> None:
    assert recall(index, np.arange(PASSAGES) < 900) == pytest.approx(1, abs=0.003)


def test_the_nearest_come_first(index: DenseIndex) -> None:
    cosines = index.cosines(QUERIES[0], index.nearest(QUERIES[0], COUNT))

    assert list(cosines) == sorted(cosines, reverse=True)


def test_more_than_there_is_gives_what_there_is(index: DenseIndex) -> None:
    assert len(index.nearest(QUERIES[0], 2 * PASSAGES)) == PASSAGES


def test_vectors_are_kept_as_they_were(index: DenseIndex) -> None:
    assert index.passage_vector(2345) == pytest.approx(VECTORS[2345], abs=1e-3)
    assert index.cosines(VECTORS[7], np.array([7, 8])) == pytest.approx(
        VECTORS[[7, 8]] @ VECTORS[7], abs=1e-3
    )
