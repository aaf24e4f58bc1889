import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse

candidates = st.lists(
    st.tuples(
        st.floats(-1, 1, width=32), st.floats(-1, 1, width=32), st.floats(0, 50, width=32), st.integers(0, 3)
    ),
    min_size=1,
    max_size=20,
)


def fused(rows: list[tuple[float, float, float, int]]) -> list[float]:
    passage, line, lexical, titles = zip(*rows, strict=True)
    scores = (np.array(values, np.float32) for values in (passage, line, lexical))
    return fuse(*scores, np.array(titles, np.int32)).tolist()


@given(candidates)
def test_scores_are_between_0_and_1(rows: list[tuple[float, float, float, int]]) -> None:
    assert all(-1e-6 <= score <= 1 + 1e-6 for score in fused(rows))


def test_a_passage_that_is_best_in_everything_scores_1() -> None:
    assert fused([(0.9, 0.9, 12, 0), (0.8, 0.8, 3, 1)])[0] == 1


def test_a_passage_rises_with_the_best_under_its_title() -> None:
    alone, beside = fused([(0.9, 0.9, 10, 0), (0.8, 0.8, 5, 1), (0.8, 0.8, 5, 0), (0.7, 0.7, 0, 2)])[1:3]

    assert beside > alone


def test_the_best_under_a_title_gains_nothing_from_it() -> None:
    rows = [(0.9, 0.9, 10.0, 0), (0.8, 0.8, 5.0, 1), (0.7, 0.7, 0.0, 0)]

    with_sibling, without = fused(rows), fused([*rows[:2], (0.7, 0.7, 0.0, 2)])

    assert with_sibling[:2] == without[:2]
