"""The lines of a PDF as PDFium sees them: their words, size, weight and place."""

import ctypes
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from knowledge.unreadable import Rejected, SkipReason

_MOST_PAGES = 5000
_EMPHASIS = re.compile(rb"bold|black|heavy|demi|italic|oblique", re.IGNORECASE)
_LABEL = re.compile(r"(?:\d{1,3}[.)]|[a-z][.)]|[•·‣▪■○◦–-])$")
_FONT_NAME_BYTES = 128
# PDFium is not safe for threads.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line on a page; lengths are in points, from the left and bottom of the page.

    Attributes:
        text: the words; a hyphen that broke a word off stands in it as U+FFFE, with the rest of
            the word after it.
        page: page number (1-based).
        height: height of its letters, which tells the font size in whatever way that was set.
        emphasis: whether it is bold or italic from its first to its last letter.
        left: where it begins.
        top: base of its first letter.
        bottom: base of its last letter, lower than ``top`` where a word was broken off.
        at_edge: whether it lies in the upper or lower tenth of the page.
    """

    text: str
    page: int
    height: float
    emphasis: bool
    left: float
    top: float
    bottom: float
    at_edge: bool


@dataclass(frozen=True, slots=True)
class PdfText:
    """The lines of a PDF in the order of its content, and its properties."""

    lines: tuple[PdfLine, ...]
    title: str
    created: str


def read_lines(data: bytes) -> PdfText:
    """Read the lines of every page.

    Raises:
        Rejected: encrypted, broken, or with more than 5000 pages.
    """
    with _LOCK:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            reason = SkipReason.ENCRYPTED if "password" in str(error).lower() else SkipReason.BROKEN
            raise Rejected(reason, str(error)) from error
        try:
            if len(pdf) > _MOST_PAGES:
                raise Rejected(SkipReason.TOO_LARGE, f"more than {_MOST_PAGES} pages")
            lines = [line for index in range(len(pdf)) for line in _page_lines(pdf, index)]
            properties = pdf.get_metadata_dict()
        finally:
            pdf.close()
    return PdfText(tuple(lines), properties.get("Title", ""), properties.get("CreationDate", ""))


def _page_lines(pdf: pypdfium2.PdfDocument, index: int) -> Iterator[PdfLine]:
    page = pdf[index]
    text_page = page.get_textpage()
    try:
        lines = list(_lines(text_page, index + 1, page.get_height()))
    finally:
        text_page.close()
        page.close()
    yield from _attach_labels(lines)


def _lines(text_page: pypdfium2.PdfTextPage, number: int, page_height: float) -> Iterator[PdfLine]:
    offset = 0
    for raw_line in text_page.get_text_range().split("\n"):
        text = raw_line.strip()
        if text:
            first = offset + raw_line.index(text[0])
            begin = raw.FPDFText_GetCharIndexFromTextIndex(text_page, first)
            end = raw.FPDFText_GetCharIndexFromTextIndex(text_page, first + len(text) - 1)
            box, last = _box(text_page, begin), _box(text_page, end)
            yield PdfLine(
                text=text,
                page=number,
                height=_height(text_page, begin, end),
                emphasis=_has_emphasis(text_page, begin) and _has_emphasis(text_page, end),
                left=box.left,
                top=box.bottom,
                bottom=last.bottom,
                at_edge=not page_height / 10 < box.bottom < page_height * 0.9,
            )
        offset += len(raw_line) + 1


def _height(text_page: pypdfium2.PdfTextPage, begin: int, end: int) -> float:
    """Take the commonest of a few letters: the first may be a drop capital or a note's number."""
    step = max(1, (end - begin) // 6)
    boxes = (_box(text_page, index) for index in range(begin, end + 1, step))
    heights = Counter[float](round((box.top - box.bottom) * 2) / 2 for box in boxes)
    return heights.most_common(1)[0][0]


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> raw.FS_RECTF:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, box)
    return box


def _has_emphasis(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME_BYTES, flags)
    return _EMPHASIS.search(name.value) is not None


def _attach_labels(lines: list[PdfLine]) -> Iterator[PdfLine]:
    """Put numbers and bullets that were drawn apart before the line at the same height."""
    labels = {line for line in lines if _LABEL.match(line.text)}
    for line in lines:
        if line in labels:
            continue
        beside = [
            label
            for label in labels
            if abs(label.top - line.top) < line.height / 2 and label.left < line.left
        ]
        if beside:
            nearest = max(beside, key=lambda label: label.left)
            labels.discard(nearest)
            yield replace(line, text=f"{nearest.text} {line.text}", left=nearest.left)
        else:
            yield line
