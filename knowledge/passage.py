"""A passage: the unit that is embedded, searched and quoted from."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.document import Source


class Role(StrEnum):
    """What a line is in its passage."""

    SENTENCE = "sentence"
    ITEM = "item"
    NUMBERED_ITEM = "numbered_item"


@dataclass(frozen=True, slots=True)
class Line:
    """One whole sentence or one whole list item, in the document's own words.

    Attributes:
        text: the words, without bullet or number.
        role: what the line is in its passage.
        starts_paragraph: whether a paragraph of the document begins with this sentence.
        number: the number that the document gives a numbered item, else None.
    """

    text: str
    role: Role = Role.SENTENCE
    starts_paragraph: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive lines under one heading of one document.

    Attributes:
        source: the document that the lines come from.
        headings: heading path, outermost first, without the document title.
        lines: whole sentences and list items, in reading order; at least one.
        page: page or slide number (1-based), or None.
    """

    source: Source
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    page: int | None = None

    @property
    def text(self) -> str:
        """The words of the passage, list items on lines of their own."""
        parts: list[str] = []
        for line in self.lines:
            if parts:
                parts.append(" " if line.role is Role.SENTENCE and not line.starts_paragraph else "\n")
            parts.append(line.text)
        return "".join(parts)

    @property
    def key(self) -> str:
        """What tells this passage from others, the same after indexing again."""
        return "\n".join((self.source.document, *self.headings, self.lines[0].text))

    @property
    def section(self) -> str:
        """The heading path for people, e.g. ``Driehoek > Rollen``; ``""`` at the top of a document."""
        return " > ".join(self.headings)
