"""What the source of a fixed answer is: a document, a web address, or words."""

import re
from collections.abc import Mapping
from pathlib import PurePath

from bot.dialogue import Dialogue
from knowledge.document import Source
from knowledge.reading import EXTENSIONS

WEB_ADDRESS = re.compile(r"https?://[^\s/.]+\.\S+", re.IGNORECASE)


def names_file(typed: str) -> bool:
    """Tell whether somebody typed the name of a file, not a web address."""
    return PurePath(typed).suffix.casefold() in EXTENSIONS and not WEB_ADDRESS.fullmatch(typed)


class DocumentSources:
    """Tells what documents say of themselves, as they are indexed now.

    Args:
        dialogue: answers from them.
    """

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._read: tuple[int, Mapping[str, Source]] | None = None

    @property
    def addresses(self) -> Mapping[str, str]:
        """The web address, or ``""``, of each document by its name. See `read` for what it takes."""
        sources = self.read()
        return {name: sources[name].url if name in sources else "" for name in self._dialogue.documents}

    def of(self, document: str) -> Source | None:
        """Give what a document says of itself; None where it is not indexed. See `read` for what it takes."""
        return self.read().get(document) if document in self._dialogue.documents else None

    def read(self) -> Mapping[str, Source]:
        """Give what each document says of itself: from disk, once for each generation of the index."""
        generation = self._dialogue.generation
        if self._read is None or self._read[0] != generation:
            sources = {passage.source.document: passage.source for passage in self._dialogue.passages}
            self._read = generation, sources
        return self._read[1]
