"""The benches of docs/scale.md still run; what they measure here says nothing."""

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

from bench.scale import __main__ as scale
from bench.scale import corpus, dense, lexical, postgresql, vectors, whole
from bench.scale.tables import table
from bench.simulation.people import arrivals_after_announcement
from tests.index.hashed_words import HashedWords
from tests.postgres.server import Postgres

REAL, SIZE, QUESTIONS = 500, 1000, 40
WORDS = "wet besluit artikel minister termijn bezwaar uitkering gemeente aanvraag vergunning".split()


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the one that the bench wants: laws of ten passages."""
    folder = tmp_path_factory.mktemp("passages")
    drawn = random.Random(0)
    with lzma.open(folder / "laws.jsonl.xz", "wt", encoding="utf-8", preset=0) as lines:
        for number in range(REAL + 20):
            text = " ".join(drawn.choices(WORDS, k=20)) + f" nummer {number}."
            entry = {"law_id": f"BW{number // 10}", "title": f"Wet {number // 10}", "text": text}
            lines.write(json.dumps(entry) + "\n")
    return folder


@pytest.fixture(scope="module")
def ground(passages: Path, tmp_path_factory: pytest.TempPathFactory) -> dense.Ground:
    folder = tmp_path_factory.mktemp("work")
    documents = corpus.first_documents(corpus.read_documents(passages), REAL)
    texts, model = corpus.texts_of(documents), HashedWords()
    real = corpus.embedded(texts, folder / "passages", model)
    queries = model.embed_queries(vectors.questions(texts, QUESTIONS))
    return dense.lay_ground(folder / str(SIZE), vectors.grown(real, SIZE), queries)


def test_without_passages_the_bench_says_what_it_wants(tmp_path: Path) -> None:
    with pytest.raises(corpus.NoPassages, match="--passages FOLDER"):
        scale.measure(scale.Plan(tmp_path / "nowhere", tmp_path, [SIZE]), HashedWords)


@pytest.mark.parametrize("kind", ["flat fp16", "HNSW16 fp16"])
def test_index_types_are_compared(ground: dense.Ground, kind: str) -> None:
    dense.built(ground, "flat fp16")
    row = dense.built(ground, kind)
    found = dense.searched(ground, kind)

    assert row["size MB"] > 0
    assert found[-1]["recall@10"] > 0.9
    assert dense.hidden(ground, kind, 0.5)[-1]["recall@10"] > 0.9
    assert table("dense", [{"kind": kind, **row, **found[-1]}]).count("\n") == 5


def test_pgvector_is_measured(ground: dense.Ground, postgres: Postgres) -> None:
    name = postgres.create_database()

    rows = postgresql.measured(ground, postgres.url(name))

    assert rows[-1]["recall@10"] > 0.9
    postgres.drop_database(name)


def test_words_and_the_whole_index_are_measured(passages: Path, ground: dense.Ground, tmp_path: Path) -> None:
    vectors_file = ground.folder / "vectors.npy"

    assert lexical.written(passages, REAL, SIZE, tmp_path / "words")["size MB"] > 0
    assert lexical.scored(passages, REAL, tmp_path / "words")["p50"] > 0
    assert whole.reindexed(passages, REAL, tmp_path / "index", vectors_file)["texts"] > REAL
    assert len(whole.asked(passages, REAL, tmp_path / "index", vectors_file)) == 2


def test_after_an_announcement_more_come_first_than_later() -> None:
    arrivals = arrivals_after_announcement(random.Random(0))
    times = np.array([next(arrivals) for _ in range(2000)])

    assert (times < 100).sum() > 2 * ((times > 300) & (times < 400)).sum()
