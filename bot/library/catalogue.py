"""All documents that an admin can tend: what the assistant answers from, and what was added or withdrawn."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.lessons.folder import is_lesson
from bot.library.terms import EVERYONE_ALWAYS, Terms
from bot.storage.library import Added, Library
from knowledge.document import Source
from knowledge.glossary import shipped_documents
from knowledge.passage import Passage


class Origin(StrEnum):
    """Where a document comes from.

    Attributes:
        SHIPPED: it comes with Wegwijzer.
        FOLDER: it is in one of the folders in the settings.
        LESSON: it was learned from a knelpunt.
        FILE: an admin added it.
        PAGE: an admin had it fetched from the web.
        GONE: it was withdrawn, and is in none of these any more.
    """

    SHIPPED = "shipped"
    FOLDER = "folder"
    LESSON = "lesson"
    FILE = "file"
    PAGE = "page"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document.

    Attributes:
        source: what it says of itself; only its name where it is not indexed.
        passages: how many the assistant answers from; 0 where it is not indexed (yet, or any more).
        origin: where it comes from.
        added: when and from where it was added, or None.
        terms: for whom and when it holds.
    """

    source: Source
    passages: int
    origin: Origin
    added: Added | None
    terms: Terms

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.source.document

    @property
    def is_waiting(self) -> bool:
        """Whether it is yet to be indexed."""
        return not self.passages and not self.terms.withdrawn


class Indexed(Protocol):
    """What the assistant answers from: a dialogue, or an index on disk."""

    @property
    def generation(self) -> int:
        """Its number; what has the same number is the same."""

    @property
    def passages(self) -> Iterable[Passage]:
        """All of it; going through it reads it from disk."""

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions that it holds of what was added, by name."""


class Catalogue:
    """Tells what documents there are.

    Args:
        indexed: what the assistant answers from.
        library: what was added, and the terms.
        folders: files and folders in the settings; empty for the documents that come with Wegwijzer.
    """

    def __init__(self, indexed: Indexed, library: Library, folders: Iterable[Path]) -> None:
        self._indexed = indexed
        self._library = library
        self._folders = tuple(folders)
        self._counted: tuple[int, Mapping[str, tuple[Source, int]]] | None = None

    async def superseded(self) -> frozenset[str]:
        """Name the documents of which the index holds another version than was added last."""
        return await self._library.superseded(self._indexed.versions)

    async def entries(self) -> tuple[Entry, ...]:
        """Give all documents by name, those that were withdrawn last."""
        added = {one.name: one for one in await self._library.added()}
        terms = await self._library.terms()
        indexed = await asyncio.to_thread(self._count)
        names = indexed.keys() | added.keys() | {name for name, given in terms.items() if given.withdrawn}
        in_folders = await asyncio.to_thread(lambda: frozenset(_names_in(self._folders)))
        entries = []
        for name in names:
            source, passages = indexed.get(name, (Source(document=name, title=name), 0))
            entry = Entry(
                source=source,
                passages=passages,
                origin=Origin.GONE,
                added=added.get(name),
                terms=terms.get(name, EVERYONE_ALWAYS),
            )
            entries.append(replace(entry, origin=self._origin(entry, in_folders)))
        return tuple(sorted(entries, key=lambda one: (one.terms.withdrawn, one.name.casefold(), one.name)))

    @property
    def passages(self) -> Iterable[Passage]:
        """All that the assistant answers from; read from disk, so go through it in a thread."""
        return self._indexed.passages

    def _count(self) -> Mapping[str, tuple[Source, int]]:
        """Count the passages of each document, once for each generation."""
        generation = self._indexed.generation
        if self._counted is None or self._counted[0] != generation:
            counted: dict[str, tuple[Source, int]] = {}
            for passage in self._indexed.passages:
                source, passages = counted.get(passage.source.document, (passage.source, 0))
                counted[passage.source.document] = source, passages + 1
            self._counted = generation, counted
        return self._counted[1]

    def _origin(self, entry: Entry, in_folders: frozenset[str]) -> Origin:
        if entry.added:
            return Origin.PAGE if entry.added.url else Origin.FILE
        if is_lesson(entry.name):
            return Origin.LESSON
        # What was withdrawn and is nowhere any more is not indexed again either; until then it may still be.
        if Path(entry.name).name not in in_folders and entry.terms.withdrawn:
            return Origin.GONE
        return Origin.FOLDER if self._folders else Origin.SHIPPED


def _names_in(folders: tuple[Path, ...]) -> Iterator[str]:
    for folder in folders or (shipped_documents(),):
        yield folder.name
        yield from (path.name for path in folder.rglob("*"))
    yield "glossary.toml"
