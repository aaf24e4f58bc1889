"""What there is to see of a file before it becomes a document."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.library.adding.comparing import Differences, compare
from bot.library.adding.personal_data import MOST_SEARCHED, Sighting, search, showable
from index.build import MAX_WORDS
from knowledge.document import Document
from knowledge.passage import Passage
from knowledge.passages import split

HEADINGS = 5
"""How many headings are shown."""

OPENING_WORDS = 30
"""How many words of the first passage are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What there is to see of a file; without personal data, but for the passages themselves.

    Attributes:
        name: of the document.
        title: as it says itself.
        date: the same; ``""`` for none.
        sections: how many there are.
        headings: the first ones.
        opening: the first words.
        passages: all of them.
        shown: their words as they may be shown, as far as they were searched.
        characters: how many were searched.
        sightings: which personal data were found.
        differences: from the version that it replaces; None where it replaces none.
    """

    name: str
    title: str
    date: str
    sections: int
    headings: tuple[str, ...]
    opening: str
    passages: tuple[Passage, ...]
    shown: tuple[str, ...]
    characters: int
    sightings: tuple[Sighting, ...]
    differences: Differences | None


def preview(
    name: str, document: Document, before: Sequence[Passage] | None, most: int = MOST_SEARCHED
) -> Preview:
    """Look at a document before it is added; what takes long is done here, so call it in a thread.

    Args:
        name: by which it will be known.
        document: as it was read.
        before: the passages of the version that it replaces, or None.
        most: characters that are searched for personal data.
    """
    passages = split(document, max_words=MAX_WORDS)
    searched = search(passages, most)
    headings = dict.fromkeys(section.headings[-1] for section in document.sections if section.headings)
    return Preview(
        name=name,
        title=showable(document.source.title),
        date=showable(document.source.date),
        sections=len(document.sections),
        headings=tuple(map(showable, list(headings)[:HEADINGS])),
        opening=_first_words(searched.shown[0]) if searched.shown else "",
        passages=tuple(passages),
        shown=searched.shown,
        characters=searched.characters,
        sightings=searched.sightings,
        differences=None if before is None else compare(before, passages),
    )


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:OPENING_WORDS]) + ("..." if len(words) > OPENING_WORDS else "")
