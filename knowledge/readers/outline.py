"""Headings and blocks in reading order become sections."""

from dataclasses import dataclass, field

from knowledge.document import Block, ListBlock, Paragraph, Section
from knowledge.normalise import clean
from knowledge.readers.divisions import division_rank, is_bare_division
from knowledge.readers.typed_list import typed_item
from knowledge.unreadable import Rejected, SkipReason

MAX_CHARACTERS = 12 * 2**20
"""Most text of a document; a thousand pages have three million characters."""

# What a text costs besides its characters.
_TEXT_CHARACTERS = 10


@dataclass(slots=True)
class _Heading:
    text: str
    level: int
    rank: int

    @property
    def depth(self) -> tuple[int, int]:
        return (self.level, self.rank)


@dataclass(slots=True)
class Outline:
    """Collects a document while a reader walks through its file.

    A heading closes every open heading of the same or a deeper level. Text is normalised here, so
    that readers may pass it as they find it; empty text is ignored. A file of which the text is too large
    is `Rejected` at once, since a small file can repeat a long text without end.

    Example:
        >>> outline = Outline()
        >>> outline.heading("Rollen", level=2)
        >>> outline.paragraph("Er zijn drie rollen:")
        >>> outline.item("eigenaar")
        >>> outline.sections()[0].headings
        ('Rollen',)
    """

    page: int | None = None
    first_heading: str = ""
    _open: list[_Heading] = field(default_factory=list)
    _sections: list[Section] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _items: list[str] = field(default_factory=list)
    _first_number: int | None = None
    _characters: int = 0

    def heading(self, text: str, level: int) -> None:
        """Open a heading; level 1 is the outermost."""
        text = clean(text)
        if not text:
            return
        self._close_section()
        self.first_heading = self.first_heading or text
        if self._names_open_division(text, level):
            self._open[-1].text += f" {text}"
            return
        heading = _Heading(text, level, division_rank(text))
        while self._open and self._open[-1].depth >= heading.depth:
            self._open.pop()
        self._open.append(heading)

    def paragraph(self, text: str) -> None:
        """Add running text; a line with a typed bullet or letter becomes a list item."""
        text = clean(text)
        item = typed_item(text)
        if item and item.number is None:
            self.item(item.text)
            return
        self._close_list()
        if text and not (self._open and text == self._open[-1].text):
            self._weigh(text)
            self._blocks.append(Paragraph(text))

    def item(self, text: str, number: int | None = None) -> None:
        """Add a list item, with its number if the list is numbered."""
        text = clean(text)
        if not text:
            return
        expected = None if self._first_number is None else self._first_number + len(self._items)
        if self._items and number != expected:
            self._close_list()
        if not self._items:
            self._first_number = number
        self._weigh(text)
        self._items.append(text)

    def start_page(self, page: int) -> None:
        """Let what follows be on another page or slide (1-based)."""
        self._close_section()
        self.page = page

    def sections(self) -> tuple[Section, ...]:
        """Return what was collected; sections without text of their own are left out."""
        self._close_section()
        return tuple(self._sections)

    def _names_open_division(self, text: str, level: int) -> bool:
        """Laws put the name of a division in a deeper heading straight after its number."""
        if not self._open or division_rank(text):
            return False
        last = self._open[-1]
        follows_straight = not self._sections or self._sections[-1].headings != self._path()
        return is_bare_division(last.text) and level > last.level and follows_straight

    def _path(self) -> tuple[str, ...]:
        return tuple(heading.text for heading in self._open)

    def _close_list(self) -> None:
        if self._items:
            ordered = self._first_number is not None
            self._blocks.append(ListBlock(tuple(self._items), ordered, self._first_number or 1))
            self._items = []
            self._first_number = None

    def _close_section(self) -> None:
        self._close_list()
        if self._blocks:
            headings = self._path()
            self._weigh(*headings)  # a long one above many sections is repeated in each
            self._sections.append(Section(headings, tuple(self._blocks), self.page))
            self._blocks = []

    def _weigh(self, *texts: str) -> None:
        self._characters += sum(map(len, texts)) + _TEXT_CHARACTERS * len(texts)
        if self._characters > MAX_CHARACTERS:
            raise Rejected(SkipReason.TOO_LARGE, f"more than {MAX_CHARACTERS} characters")
