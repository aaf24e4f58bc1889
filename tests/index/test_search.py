from concurrent.futures import ThreadPoolExecutor

import pytest

from index.backend import Generations
from index.build import reindex
from index.search import Index, Query
from tests.index.documents import PARKING, PASSPORT, WASTE, document
from tests.index.hashed_words import HashedWords

MANY = [document(f"{number}.md", f"Bericht {number}. Het gaat over zaak {number}.") for number in range(300)]


@pytest.fixture
def index(generations: Generations, embedder: HashedWords) -> Index:
    reindex([PARKING, PASSPORT, WASTE, *MANY], generations, embedder)
    return Index.open(generations, embedder)


def test_the_passage_that_answers_comes_first(index: Index) -> None:
    assert index.search("Hoe lang is een paspoort geldig?", 3)[0].passage.source == PASSPORT.source


def test_hits_come_best_first_and_no_more_than_asked(index: Index) -> None:
    scores = [hit.score for hit in index.search("zaak 7", 5)]

    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


def test_more_than_there_is_gives_what_there_is(generations: Generations, embedder: HashedWords) -> None:
    reindex([PARKING], generations, embedder)

    assert len(Index.open(generations, embedder).search("loket", 10)) == 1


def test_each_line_of_a_hit_has_its_own_score(index: Index) -> None:
    hit = index.search("Het gaat over zaak 12.", 1)[0]

    assert len(hit.line_scores) == len(hit.passage.lines) == 2
    assert max(hit.line_scores) == hit.line_scores[1]


def test_an_expansion_finds_what_the_question_calls_otherwise(index: Index) -> None:
    hit = index.search(Query("bulky", ("ook", "grofvuil wordt elke dinsdag", "ook")), 1)[0]

    assert hit.passage.source == WASTE.source
    assert hit.lexical == 0


def test_a_vector_takes_the_place_of_the_embedded_question(index: Index, embedder: HashedWords) -> None:
    (vector,) = embedder.embed_queries(["Grofvuil wordt elke dinsdag opgehaald."])

    assert index.search(Query("bulky", vector=vector), 1)[0].passage.source == WASTE.source


@pytest.mark.parametrize("query", ["", " ", "???", "\ud800", "\x00", "x" * 5_000])
def test_any_text_can_be_asked(index: Index, query: str) -> None:
    assert len(index.search(query, 2)) == 2


def test_several_queries_at_once_find_what_each_finds_alone(index: Index) -> None:
    queries = ["paspoort", Query("grofvuil"), "zaak 5"]

    assert index.search_many(queries, 4) == [index.search(query, 4) for query in queries]


def test_several_threads_search_at_once(index: Index) -> None:
    queries = [f"Het gaat over zaak {number}" for number in range(40)]
    expected = [index.search(query, 3) for query in queries]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda query: index.search(query, 3), queries))

    assert found == expected
