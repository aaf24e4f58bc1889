"""What the programme itself says of its pillars, in its own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.library.hidden import Hidden
from bot.workflow.pillar import Pillar
from index.changes import document_hashes
from knowledge.glossary import shipped_documents
from knowledge.passage import Passage
from knowledge.passages import split
from knowledge.reading import read

DOCUMENT = "081-twee-pijlers-van-wau.md"

_SPEAKS_OF = {
    Pillar.VERSNELLEN: ("problemen", "op veel plekken", "gezamenlijk versnellen"),
    Pillar.DOORZETTEN: ("zelf doorzetten en uitbouwen", "elke organisatie", "op eigen kracht"),
}
"""Words of the sentence that says what a pillar is for."""


@dataclass(frozen=True, slots=True)
class PillarSource:
    """Where the programme says what a pillar is for.

    Attributes:
        passage: what it says.
        line: place of the sentence in it.
    """

    passage: Passage
    line: int


def pillar_sources(indexed: Mapping[str, str], hidden: Hidden) -> Mapping[Pillar, PillarSource]:
    """Find for each pillar what the programme says it is for.

    Args:
        indexed: the documents that questions are answered from: the hash of each by its name. Nothing is
            quoted that people cannot ask about.
        hidden: what may not be shown to who asks.

    Returns:
        A source for each pillar; none where the document is not among these, or not as it was shipped, or
        hidden.
    """
    shipped, sources = _shipped()
    return sources if indexed.get(DOCUMENT) == shipped and DOCUMENT not in hidden else {}


@cache
def _shipped() -> tuple[str, Mapping[Pillar, PillarSource]]:
    """The hash of the document as it was shipped, and what it says."""
    document = read(shipped_documents() / DOCUMENT)
    return document_hashes([document])[DOCUMENT], dict(_found(split(document)))


def _found(passages: list[Passage]) -> Iterator[tuple[Pillar, PillarSource]]:
    for pillar, said in _SPEAKS_OF.items():
        for passage in passages:
            for place, line in enumerate(passage.lines):
                if all(words in line.text.casefold() for words in said):
                    yield pillar, PillarSource(passage, place)
