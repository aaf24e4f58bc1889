"""The words of passages, in runs of four letters."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.scale.corpus import first_documents, last_sentence, read_documents, texts_of
from bench.scale.dense import Row
from bench.scale.measuring import cost_of, most_resident, resident, size_of
from index.embedding.embedder import Vectors
from index.files.lexical import LexicalIndex, write_lexical

QUESTIONS = 300
REPLACED = 0.3
"""Which share of the words of a copy are words of another text."""


def written(passages: Path, real: int, size: int, folder: Path) -> Row:
    """Index the words of so many texts; those beyond the real ones are copies with other words in them."""
    texts = _texts(passages, real, size)
    before, started, worked = sum(resident()), time.perf_counter(), time.process_time()
    folder.mkdir(parents=True, exist_ok=True)
    write_lexical(folder, texts)
    return {
        "build seconds": time.perf_counter() - started,
        "build processor seconds": time.process_time() - worked,
        "build peak MB": most_resident() - before,
        "size MB": size_of(folder),
    }


def scored(passages: Path, real: int, folder: Path) -> Row:
    """Score all passages for questions, and take the best, as a search does."""
    texts = [last_sentence(text) for text in _texts(passages, real, min(real, QUESTIONS))]
    before = resident()
    index = LexicalIndex(folder)

    def search(number: Vectors) -> NDArray[np.int64]:
        scores = index.scores(texts[int(number[0])])
        return np.argpartition(-scores, 100)[:100]

    numbers = np.arange(len(texts), dtype=np.float32)[:, None]
    return cost_of(search, numbers, before)


def _texts(passages: Path, real: int, size: int) -> Sequence[str]:
    real_texts = texts_of(first_documents(read_documents(passages), real))
    drawn, copies = random.Random(3), []
    for number in range(size - len(real_texts)):
        words, other = real_texts[number % real].split(" "), drawn.choice(real_texts).split(" ")
        copies.append(" ".join(drawn.choice(other) if drawn.random() < REPLACED else word for word in words))
    return [*real_texts, *copies][:size]
