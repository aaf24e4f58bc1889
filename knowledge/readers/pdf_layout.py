"""Lines on a page become headings and paragraphs, told apart by size, weight and white space."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from knowledge.readers.pdf_lines import PdfLine
from knowledge.readers.typed_list import typed_item

_LARGER = 1.08
_PARAGRAPH_GAP = 1.35
_NOTE = 0.85
_HEADING_GAP = 2.0
_MOST_HEADING_WORDS = 25
_MOST_EMPHASISED_WORDS = 14
_SENTENCE_END = re.compile(r"[.!?:;]['\"’”)\]\d]*$")
_NO_HEADING_END = re.compile(r"[.,;:]$")


@dataclass(slots=True)
class Chunk:
    """The lines of one heading or paragraph.

    Attributes:
        lines: at least one.
        level: level of the heading, 1 for the largest letters; 0 for a paragraph.
    """

    lines: list[PdfLine]
    level: int

    @property
    def text(self) -> str:
        """The words of all lines."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a document is set.

    Attributes:
        body: height of the letters of running text.
        spacing: white between two lines of a paragraph.
        levels: heading level by height of letters.
        emphasis_level: level of headings that are no larger than the text but bold or italic; 0
            when that tells nothing, since most of the text is.
    """

    body: float
    spacing: float
    levels: dict[float, int] = field(default_factory=dict)
    emphasis_level: int = 0

    def is_note(self, line: PdfLine) -> bool:
        return line.height < self.body * _NOTE

    def level(self, line: PdfLine) -> int:
        if line.height in self.levels:
            return self.levels[line.height]
        return self.emphasis_level if line.emphasis and line.height * _LARGER > self.body else 0


def chunks(lines: Sequence[PdfLine]) -> Iterator[Chunk]:
    """Group lines, in the order of the content, into headings and paragraphs.

    Notes in small print come after the paragraph that they break off.
    """
    style = _style(lines)
    chunk: Chunk | None = None
    notes: list[PdfLine] = []
    for line in lines:
        if style.is_note(line):
            notes.append(line)
            continue
        level = _level(line, chunk, style)
        if chunk and level == chunk.level and _continues(chunk, line, style):
            chunk.lines.append(line)
            continue
        if chunk:
            yield _judged(chunk, style)
            yield from _note_chunks(notes)
            notes = []
        chunk = Chunk([line], level)
    if chunk:
        yield _judged(chunk, style)
    yield from _note_chunks(notes)


def _level(line: PdfLine, before: Chunk | None, style: _Style) -> int:
    """Return the level of a line; emphasis in the middle of a sentence makes no heading."""
    level = style.level(line)
    if not before or not level or level != style.emphasis_level or before.level:
        return level
    return level if _SENTENCE_END.search(before.text) or not _continues(before, line, style) else 0


def _note_chunks(notes: Sequence[PdfLine]) -> Iterator[Chunk]:
    chunk: list[PdfLine] = []
    for line in notes:
        if chunk and (line.text[0].isdigit() or line.page != chunk[-1].page):
            yield Chunk(chunk, 0)
            chunk = []
        chunk.append(line)
    if chunk:
        yield Chunk(chunk, 0)


def _judged(chunk: Chunk, style: _Style) -> Chunk:
    """Take for a paragraph what is set as a heading but reads like text."""
    words = len(chunk.text.split())
    if chunk.level == style.emphasis_level:
        is_text = words > _MOST_EMPHASISED_WORDS or _NO_HEADING_END.search(chunk.text) is not None
    else:
        is_text = words > _MOST_HEADING_WORDS
    return Chunk(chunk.lines, 0) if is_text else chunk


def _style(lines: Sequence[PdfLine]) -> _Style:
    letters: Counter[float] = Counter()
    emphasised = 0
    for line in lines:
        letters[line.height] += len(line.text)
        emphasised += len(line.text) * line.emphasis
    body = letters.most_common(1)[0][0] if letters else 0.0
    levels = _levels(height for height in letters if height > body * _LARGER)
    emphasis_level = 0 if emphasised * 2 > letters.total() else max(levels.values(), default=0) + 1
    return _Style(body, _spacing(lines, body), levels, emphasis_level)


def _levels(heights: Iterator[float]) -> dict[float, int]:
    """Number sizes from the largest, those that hardly differ as one."""
    levels: dict[float, int] = {}
    level, largest = 0, float("inf")
    for height in sorted(heights, reverse=True):
        if height * _LARGER < largest:
            level, largest = level + 1, height
        levels[height] = level
    return levels


def _spacing(lines: Sequence[PdfLine], body: float) -> float:
    gaps = [
        before.bottom - line.top
        for before, line in pairwise(lines)
        if before.page == line.page and before.height == line.height == body and before.bottom > line.top
    ]
    return median(gaps) if gaps else body * 1.2


def _continues(chunk: Chunk, line: PdfLine, style: _Style) -> bool:
    """Tell whether a line goes on in the chunk before it."""
    before = chunk.lines[-1]
    if not chunk.level and typed_item(line.text):
        return False
    gap = before.bottom - line.top
    if before.page != line.page or gap < -line.height:  # a next page or column
        return not chunk.level and not _SENTENCE_END.search(before.text) and not line.text[0].isupper()
    if chunk.level:
        return gap < _HEADING_GAP * line.height
    alike = line.height * _LARGER > before.height and before.height * _LARGER > line.height
    return alike and gap < style.spacing * _PARAGRAPH_GAP
