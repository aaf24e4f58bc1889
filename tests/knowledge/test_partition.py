from hypothesis import given
from hypothesis import strategies as st

from knowledge.partition import partition

weights_and_limit = st.tuples(st.lists(st.integers(0, 300), max_size=40), st.integers(1, 200))


def test_the_parts_are_balanced():
    assert partition([40, 40, 40, 10], most=120) == [(0, 2), (2, 4)]


@given(weights_and_limit)
def test_the_parts_cover_the_row_in_order(case):
    weights, most = case

    spans = partition(weights, most)

    assert [index for first, end in spans for index in range(first, end)] == list(range(len(weights)))


@given(weights_and_limit)
def test_only_a_single_weight_exceeds_the_limit(case):
    weights, most = case

    assert all(sum(weights[first:end]) <= most or end - first == 1 for first, end in partition(weights, most))
