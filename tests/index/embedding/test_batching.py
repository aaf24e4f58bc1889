from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from time import sleep

import numpy as np
import pytest

from index.embedding.batching import MOST_TEXTS, BatchingEmbedder
from index.embedding.embedder import Vectors
from index.embedding.onnx_embedder import OnnxEmbedder
from tests.index.hashed_words import HashedWords

QUESTIONS = [
    f"Wie is de eigenaar van organisatie {number}, en waarom?"[: 20 + number] for number in range(40)
]


class Gated(HashedWords):
    """Takes its time over "wacht", until it may go on; cannot embed "onzin"."""

    def __init__(self) -> None:
        super().__init__()
        self.is_busy, self.may_go_on = Event(), Event()
        self.runs: list[list[str]] = []

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.runs.append(list(texts))
        if "wacht" in texts:
            self.is_busy.set()
            assert self.may_go_on.wait(10)
        if "onzin" in texts:
            raise ValueError("onzin")
        return super().embed_queries(texts)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(len(QUESTIONS) + 1) as pool:
        yield pool


def ask_while_busy(
    model: Gated, threads: ThreadPoolExecutor, questions: Sequence[list[str]]
) -> list[Future[Vectors]]:
    """Ask each in a thread of its own while the model is busy, and let it go on when they wait."""
    embedder = BatchingEmbedder(model)
    first = threads.submit(embedder.embed_queries, ["wacht"])
    assert model.is_busy.wait(10)
    asked = [threads.submit(embedder.embed_queries, texts) for texts in questions]
    sleep(0.2)
    model.may_go_on.set()
    assert first.result(10).shape == (1, model.dimensions)
    return asked


def test_what_is_asked_while_the_model_is_busy_is_embedded_in_one_run(threads: ThreadPoolExecutor) -> None:
    model = Gated()

    asked = ask_while_busy(model, threads, [[question] for question in QUESTIONS[:8]])

    assert all(one.result(10).shape == (1, model.dimensions) for one in asked)
    assert [len(run) for run in model.runs] == [1, 8]


def test_each_gets_the_vectors_of_their_own_texts(threads: ThreadPoolExecutor) -> None:
    questions = [QUESTIONS[:1], [], QUESTIONS[1:4], QUESTIONS[4:6]]

    asked = ask_while_busy(Gated(), threads, questions)

    for texts, vectors in zip(questions, asked, strict=True):
        assert np.array_equal(vectors.result(10), HashedWords().embed_queries(texts))


def test_a_run_takes_a_bounded_number_of_texts(threads: ThreadPoolExecutor) -> None:
    model = Gated()

    asked = ask_while_busy(model, threads, [[question] for question in QUESTIONS])

    assert all(one.result(10).shape == (1, model.dimensions) for one in asked)
    assert [len(run) for run in model.runs] == [1, MOST_TEXTS, len(QUESTIONS) - MOST_TEXTS]


def test_one_who_asks_more_than_fits_in_a_run_gets_a_run_alone(threads: ThreadPoolExecutor) -> None:
    model = Gated()

    few, many = ask_while_busy(model, threads, [["een"], ["twee"] * (MOST_TEXTS + 1)])

    assert (len(few.result(10)), len(many.result(10))) == (1, MOST_TEXTS + 1)
    assert sorted(len(run) for run in model.runs) == [1, 1, MOST_TEXTS + 1]


def test_an_error_reaches_all_whose_texts_were_in_the_run(threads: ThreadPoolExecutor) -> None:
    asked = ask_while_busy(Gated(), threads, [["een"], ["onzin"], ["twee"]])

    assert [type(one.exception(10)) for one in asked] == [ValueError] * 3


def test_an_embedder_works_on_after_an_error() -> None:
    embedder = BatchingEmbedder(Gated())
    with pytest.raises(ValueError, match="onzin"):
        embedder.embed_queries(["onzin"])

    assert embedder.embed_queries(["een"]).shape == (1, embedder.dimensions)


def test_many_threads_get_the_vectors_that_they_would_get_alone(
    default_embedder: OnnxEmbedder, threads: ThreadPoolExecutor
) -> None:
    embedder = BatchingEmbedder(default_embedder)

    together = list(threads.map(lambda question: embedder.embed_queries([question])[0], QUESTIONS))

    alone = [default_embedder.embed_queries([question])[0] for question in QUESTIONS]
    assert np.sum(np.stack(together) * np.stack(alone), axis=1).min() > 0.9999


def test_passages_are_embedded_as_they_come() -> None:
    model = HashedWords()
    done: list[int] = []

    vectors = BatchingEmbedder(model).embed_passages(QUESTIONS, lambda count, _: done.append(count))

    assert np.array_equal(vectors, model.embed_passages(QUESTIONS))
    assert done == [len(QUESTIONS)]
