"""A document as the rest of the house sees it, whatever file format it came from."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from: what a citation needs to name a document.

    Attributes:
        document: file name as indexed, e.g. ``014-driehoek.md``.
        title: title for people; never empty (falls back to the file's stem).
        url: web address, or ``""``.
        publisher: who published it, or ``""``.
        date: date as the document gives it (``2024-09-09``, ``2022-09 (bij benadering)``,
            ``onbekend (eerste programmajaren)``), or ``""``.
        incomplete: the shipped text stops where the original went on.
    """

    document: str
    title: str
    url: str = ""
    publisher: str = ""
    date: str = ""
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; nested items are flattened in reading order.

    A bulleted list inside a numbered one (or the other way round) is a block of its own, after
    which the outer list goes on in a next block.

    Attributes:
        items: the words of each item, without bullet or number.
        ordered: whether the items are numbered.
        start: number of the first item, where the list is numbered.
    """

    items: tuple[str, ...]
    ordered: bool = False
    start: int = 1


Block = Paragraph | ListBlock


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under one heading.

    Attributes:
        headings: heading path from the outermost heading inwards, without the document title.
        blocks: what stands under it, in reading order.
        page: page or slide number (1-based), or None where the format has none.
    """

    headings: tuple[str, ...]
    blocks: tuple[Block, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: its source and its sections in reading order."""

    source: Source
    sections: tuple[Section, ...] = field(default_factory=tuple)
