from bot.answering.ranking import ranked
from index.search import Hit
from knowledge.document import Source
from knowledge.passage import Line, Passage


def hit(document: str, cosine: float, date: str = "", lexical: float = 0.0) -> Hit:
    passage = Passage(Source(document, document, date=date), (), (Line("Een zin."),))
    return Hit(passage, score=0.0, dense=cosine, lexical=lexical, line_scores=(cosine,))


def order(*hits: Hit) -> list[str]:
    return [found.passage.source.document for found in ranked(hits)]


def test_the_nearest_passage_comes_first() -> None:
    assert order(hit("far", 0.80), hit("near", 0.86)) == ["near", "far"]


def test_shared_words_decide_between_passages_that_are_about_as_near() -> None:
    assert order(hit("a", 0.86), hit("b", 0.85, lexical=20.0)) == ["b", "a"]


def test_of_passages_that_are_as_near_the_newest_comes_first() -> None:
    assert order(hit("old", 0.8601, "2021"), hit("new", 0.8600, "2024-09-09")) == ["new", "old"]


def test_an_older_passage_that_is_clearly_nearer_stays_first() -> None:
    assert order(hit("old", 0.87, "2021"), hit("new", 0.86, "2024-09-09")) == ["old", "new"]


def test_a_passage_without_a_date_is_neither_older_nor_newer() -> None:
    assert order(hit("undated", 0.8601), hit("new", 0.8600, "2024")) == ["undated", "new"]


def test_nothing_found_stays_nothing() -> None:
    assert order() == []
