"""PDF files, through PDFium."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from knowledge.document import ListBlock, Section
from knowledge.normalise import clean
from knowledge.readers.content import Content
from knowledge.readers.outline import Outline
from knowledge.readers.pdf_layout import Chunk, chunks
from knowledge.readers.pdf_lines import PdfLine, read_lines
from knowledge.readers.title import choose_title
from knowledge.readers.typed_list import typed_item
from knowledge.unreadable import Rejected, SkipReason

_FEW_WORDS = 25
_REPEATS = 3
_LEAST_CONTENTS_LINES = 5
_CONTENTS_LINE = re.compile(r"\D.*[\s.]\d{1,3}$")
_PAGE_NUMBER = re.compile(
    r"(?:pagina|page|blz\.?|p\.)?[\s–-]*\d{1,4}(?:\s*(?:/|van|of)\s*\d{1,4})?[\s–-]*$", re.IGNORECASE
)
_BROKEN_WORD = re.compile(r"\b(\w+)(?:[\ufffe\u00ad]\s*|-\s+(?=[a-zà-ÿ]))(\w+)")
_SHARED_PARTS = frozenset(("en", "of", "tot"))
_WORD = re.compile(r"\w+(?:-\w+)*")
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read(data: bytes) -> Content:
    """Read a PDF.

    Raises:
        Rejected: encrypted, broken, or without any text (a scan).
    """
    text = read_lines(data)
    lines = _without_contents(_without_furniture(text.lines))
    if not lines:
        raise Rejected(SkipReason.NO_TEXT)
    vocabulary = {word for line in lines for word in _WORD.findall(line.text.lower())}
    found = list(chunks(lines))
    cover = _cover(found)
    outline = Outline()
    for chunk in found[len(cover) :]:
        if chunk.lines[0].page != outline.page:
            outline.start_page(chunk.lines[0].page)
        words = _mend(chunk.text, vocabulary)
        item = typed_item(words)
        if chunk.level:
            outline.heading(words, chunk.level)
        elif item:
            outline.item(item.text, item.number)
        else:
            outline.paragraph(words)
    day = _DAY.match(text.created)
    first_page = " ".join(line.text for line in lines if line.page == lines[0].page)
    return Content(
        sections=tuple(_join_remainders(outline.sections())),
        title=choose_title(text.title, clean(cover[0].text) if cover else outline.first_heading, first_page),
        date="-".join(day.groups()) if day else "",
    )


def _cover(found: Sequence[Chunk]) -> Sequence[Chunk]:
    """Return the headings of a first page that has nothing else; they head nothing but the whole."""
    first_page = found[0].lines[0].page
    cover = list(takewhile(lambda chunk: chunk.lines[0].page == first_page, found))
    return cover if all(chunk.level for chunk in cover) else []


def _without_furniture(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Drop what is no text: ornaments, page numbers, and headers and footers.

    Headers and footers are the words that come back at the edge of several pages.
    """
    seen = {(_without_numbers(line.text), line.page) for line in lines if line.at_edge}
    pages = Counter(words for words, _ in seen)
    repeats = min(_REPEATS, len({line.page for line in lines}))

    def is_furniture(line: PdfLine) -> bool:
        return line.at_edge and (
            _PAGE_NUMBER.match(line.text) is not None or pages[_without_numbers(line.text)] >= max(2, repeats)
        )

    return [line for line in lines if any(map(str.isalnum, line.text)) and not is_furniture(line)]


def _without_numbers(text: str) -> str:
    return clean(re.sub(r"\d+", " ", text))


def _without_contents(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Drop the pages that are a table of contents: most lines end in a page number."""
    total = Counter(line.page for line in lines)
    numbered = Counter(line.page for line in lines if _CONTENTS_LINE.match(line.text))
    return [
        line
        for line in lines
        if numbered[line.page] < _LEAST_CONTENTS_LINES or numbered[line.page] < total[line.page] / 2
    ]


def _mend(text: str, vocabulary: set[str]) -> str:
    """Join words that were broken off at the end of a line.

    The hyphen stays before "en" ("beleids- en uitvoeringsorganisaties"), when the document writes the
    word with it elsewhere, and after capitals or digits ("AI-systeem"), unless it writes it without.
    """

    def joined(found: re.Match[str]) -> str:
        first, rest = found.groups()
        whole, hyphenated = first + rest, f"{first}-{rest}"
        if rest in _SHARED_PARTS:
            return f"{first}- {rest}"
        if whole.lower() in vocabulary:
            return whole
        return hyphenated if hyphenated.lower() in vocabulary or not first[-1].islower() else whole

    return clean(_BROKEN_WORD.sub(joined, text))


def _join_remainders(sections: Sequence[Section]) -> Iterator[Section]:
    """Let the last few words of a section that runs on to a next page stay with the page before."""
    waiting: Section | None = None
    for section in sections:
        if waiting and waiting.headings == section.headings and _words(section) < _FEW_WORDS:
            waiting = replace(waiting, blocks=waiting.blocks + section.blocks)
            continue
        if waiting:
            yield waiting
        waiting = section
    if waiting:
        yield waiting


def _words(section: Section) -> int:
    texts = [
        text
        for block in section.blocks
        for text in (block.items if isinstance(block, ListBlock) else (block.text,))
    ]
    return len(" ".join(texts).split())
