"""Which kinds of personal data are in a document, how many, and where: never what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.personal_data import PersonalDataKind
from knowledge.passage import Passage

MOST_SEARCHED = 500_000
"""Characters of all the files of a message that are searched: some two hundred pages, some five seconds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        heading: the innermost heading above it, as it may be shown, or ``""``.
        page: page or slide number (1-based), or None.
    """

    heading: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """Personal data of one kind in a document.

    Attributes:
        kind: which.
        count: how many different ones.
        places: where, in reading order, each once.
    """

    kind: PersonalDataKind
    count: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of searching a document.

    Attributes:
        sightings: one for each kind that was found.
        shown: the words of the passages that were searched as they may be shown, without personal data.
        characters: how many were searched.
    """

    sightings: tuple[Sighting, ...]
    shown: tuple[str, ...]
    characters: int


def search(passages: Sequence[Passage], most: int = MOST_SEARCHED) -> Searched:
    """Search the passages of a document for personal data, and what stands above them.

    Args:
        passages: in reading order.
        most: characters after which the search stops.
    """
    found: dict[PersonalDataKind, dict[str, None]] = {}
    places: dict[PersonalDataKind, dict[Place, None]] = {}
    shown: list[str] = []
    headings: set[str] = set()
    characters = 0
    for passage in passages:
        if characters >= most:
            break
        text = passage.text
        characters += len(text)
        data = find_personal_data(text)
        shown.append(blacken(text, data))
        above = [text for text in (passage.source.title, *passage.headings) if text not in headings]
        headings.update(above)
        for one in chain(data, *map(find_personal_data, above)):
            found.setdefault(one.kind, {})[one.text] = None
            places.setdefault(one.kind, {})[_place(passage)] = None
    sightings = tuple(
        Sighting(kind, len(found[kind]), tuple(places[kind])) for kind in PersonalDataKind if kind in found
    )
    return Searched(sightings, tuple(shown), characters)


def showable(text: str) -> str:
    """Give a short text, such as a title or a heading, without personal data."""
    return blacken(text, find_personal_data(text))


def _place(passage: Passage) -> Place:
    return Place(showable(passage.headings[-1]) if passage.headings else "", passage.page)
