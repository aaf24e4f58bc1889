import pytest

from bot.library.hidden import NOTHING_HIDDEN, Hidden
from bot.workflow.pillar import Pillar
from bot.workflow.pillar_sources import DOCUMENT, pillar_sources
from index.changes import document_hashes
from knowledge.glossary import shipped_documents
from knowledge.reading import read

SHIPPED = shipped_documents() / DOCUMENT
INDEXED = document_hashes([read(SHIPPED)])


@pytest.mark.parametrize("pillar", Pillar)
def test_each_pillar_is_spoken_of_in_the_words_of_the_document(pillar: Pillar):
    source = pillar_sources(INDEXED, NOTHING_HIDDEN)[pillar]

    said = source.passage.lines[source.line].text
    assert said in SHIPPED.read_text()
    assert pillar in said.casefold()
    assert source.passage.source.document == DOCUMENT


@pytest.mark.parametrize("indexed", [{}, {"eigen.md": "x"}, {DOCUMENT: "in other words"}])
def test_nothing_is_quoted_that_nobody_can_ask_about(indexed: dict[str, str]):
    assert pillar_sources(indexed, NOTHING_HIDDEN) == {}


def test_nothing_is_quoted_that_is_hidden_from_who_asks():
    assert pillar_sources(INDEXED, Hidden(frozenset({DOCUMENT}))) == {}
