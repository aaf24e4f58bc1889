import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.files.lexical import LexicalIndex, write_lexical
from index.letter_runs import letter_runs
from index.pgvector.runs import Asked, bm25, count_packed, pack

WORDS = "paspoort loket vergunning termijn besluit bezwaar uitkering school huis".split()
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@settings(max_examples=30)
@given(st.lists(texts, min_size=1, max_size=8), texts)
def test_scores_are_those_of_the_index_in_files(stored: list[str], query: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_lexical(Path(folder), stored)
        expected = LexicalIndex(Path(folder)).scores(query)
    numbers: dict[str, int] = {}
    held = [Counter(numbers.setdefault(run, len(numbers)) for run in letter_runs(text)) for text in stored]
    holding = Counter(number for one in held for number in one)
    asked = [
        Asked(numbers[run], repeats, holding[numbers[run]])
        for run, repeats in Counter(letter_runs(query)).items()
        if run in numbers
    ]

    lengths = np.array([one.total() for one in held])
    scores = bm25(asked, len(stored), [pack(one) for one in held], lengths)

    assert scores.tolist() == pytest.approx(expected.tolist(), abs=1e-4)


def test_it_is_counted_how_many_passages_hold_a_run() -> None:
    assert count_packed([pack({1: 3, 7: 1}), pack({7: 2}), pack({})]) == {1: 1, 7: 2}


def test_a_run_that_is_there_very_often_is_packed_too() -> None:
    assert count_packed([pack({5: 100_000})]) == {5: 1}
