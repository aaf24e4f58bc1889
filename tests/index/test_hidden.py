"""What is hidden is not found, and what is found is what an index without it gives."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import reindex
from index.search import Hit, Index
from knowledge.document import Document
from tests.index.conftest import NewIndex
from tests.index.documents import PARKING, PASSPORT, WASTE, document
from tests.index.hashed_words import HashedWords

WORDS = "paspoort loket vergunning termijn besluit bezwaar uitkering school huis".split()
MANY = [document(f"{number}.md", f"Bericht {number}. Het gaat over zaak {number}.") for number in range(300)]


def made_up(number: int) -> Document:
    """Documents that share words, each of its own length, two with one title."""
    draw = np.random.default_rng(number)
    paragraphs = [" ".join(draw.choice(WORDS, draw.integers(1, 60))) + "." for _ in range(number % 3 + 1)]
    return document(f"{number}.md", *paragraphs, title=f"Over {WORDS[number // 2]}")


SOME = {one.source.document: one for one in map(made_up, range(12))}
queries = st.lists(st.sampled_from([*WORDS, "verhuizing"]), max_size=4).map(" ".join)


@pytest.fixture(scope="module")
def index_without(new_index: NewIndex) -> Iterator[Callable[[frozenset[str]], Index]]:
    """Gives an index of some documents but those of these names."""
    with ExitStack() as stack:

        @cache
        def index_without(hidden: frozenset[str]) -> Index:
            place = stack.enter_context(new_index())
            reindex([one for name, one in SOME.items() if name not in hidden], place, HashedWords())
            return Index.open(place, HashedWords())

        yield index_without


def by_passage(hits: list[Hit]) -> dict[str, tuple[float, float, float]]:
    """The scores of hits, close to as many digits as they are computed in."""
    return {hit.passage.key: (hit.score, hit.dense, hit.lexical) for hit in hits}


@settings(max_examples=25)
@given(queries, st.frozensets(st.sampled_from(sorted(SOME))))
def test_a_search_finds_what_an_index_without_the_hidden_documents_finds(
    index_without: Callable[[frozenset[str]], Index], query: str, hidden: frozenset[str]
) -> None:
    found = index_without(frozenset()).search(query, 100, hidden)
    expected = index_without(hidden).search(query, 100)

    assert not {hit.passage.source.document for hit in found} & hidden
    assert by_passage(found).keys() == by_passage(expected).keys()
    for passage, scores in by_passage(expected).items():
        assert by_passage(found)[passage] == pytest.approx(scores, abs=1e-5)
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected], abs=1e-5)


@pytest.fixture(scope="module")
def many(new_index: NewIndex) -> Iterator[Index]:
    with new_index() as place:
        reindex([PARKING, PASSPORT, WASTE, *MANY], place, HashedWords())
        yield Index.open(place, HashedWords())


def test_nothing_is_lost_of_what_may_be_seen(many: Index) -> None:
    question = "Het gaat over zaak 7."
    best = [hit.passage.source.document for hit in many.search(question, 200)]

    found = many.search(question, 103, frozenset(best))

    assert len(found) == 103
    assert not {hit.passage.source.document for hit in found} & set(best)


def test_where_all_is_hidden_nothing_is_found(many: Index) -> None:
    assert many.search_many(["zaak 7", "loket"], 5, set(many.manifest.documents)) == [[], []]


def test_what_is_not_in_the_index_may_be_hidden_too(many: Index) -> None:
    assert many.search("zaak 7", 5, {"ingetrokken.md"}) == many.search("zaak 7", 5)


def test_each_of_several_threads_is_hidden_something_else(many: Index) -> None:
    asked = [(f"zaak {number}", frozenset({f"{number}.md"})) for number in range(40)]
    expected = [many.search(query, 3, hidden) for query, hidden in asked]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: many.search(one[0], 3, one[1]), asked)) == expected
