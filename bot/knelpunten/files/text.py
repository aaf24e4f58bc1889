"""All text in a file, so that personal data in it can be looked for.

The readers of `knowledge` give what is worth quoting, and leave out headers and footers, notes, comments,
removed text and hidden sheets. Personal data hides exactly there, so here everything is read.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from lxml import etree

from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from knowledge.unreadable import Rejected, SkipReason

_MOST_ROWS, _MOST_COLUMNS = 200_000, 256
_PARTS = {
    MediaKind.DOCX: re.compile(r"word/.*\.xml$"),
    MediaKind.PPTX: re.compile(r"ppt/.*\.xml$"),
    # Its cells are read as Excel shows them, which takes more than the words.
    MediaKind.XLSX: re.compile(r"xl/(?:comments|threadedComments|drawings).*\.xml$"),
}
_OPEN_DOCUMENT_PARTS = re.compile(r"(?:.*/)?(?:content|styles)\.xml$")
_LINES = frozenset(("p", "h", "text"))
_WORDS = frozenset(("t", "delText", "instrText", "text"))
_SPACES = frozenset(("tab", "br", "cr", "s", "line-break"))
_CHUNK_BYTES = 2**16


def text_of(content: bytes, kind: MediaKind) -> str:
    """Give all text in a file, line by line; ``""`` for a photo, and for a scan.

    Raises:
        AttachmentRefused: encrypted, or so damaged that it cannot be read.
    """
    try:
        return "\n".join(line for line in _lines(content, kind) if line.strip())
    except Rejected as rejected:
        is_encrypted = rejected.reason is SkipReason.ENCRYPTED
        reason = Refusal.ENCRYPTED if is_encrypted else Refusal.DAMAGED
        raise AttachmentRefused(reason) from rejected
    except Exception as error:  # a broken file can make a library raise anything
        raise AttachmentRefused(Refusal.DAMAGED) from error


def _lines(content: bytes, kind: MediaKind) -> Iterator[str]:
    if kind.is_photo:
        return
    if kind is MediaKind.PDF:
        from knowledge.readers.pdf_lines import read_lines  # noqa: PLC0415 - takes long to import

        # U+FFFE stands where a word was broken off at the end of a line.
        yield from (line.text.replace("\ufffe", "") for line in read_lines(content).lines)
        return
    if kind is MediaKind.XLSX:
        yield from _cells(content)
    wanted = _PARTS.get(kind, _OPEN_DOCUMENT_PARTS)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if wanted.match(name):
                with package.open(name) as part:
                    yield from _paragraphs(part, only_words=kind in _PARTS)


class _Paragraphs:
    """Gathers the paragraphs of a part while it is parsed; a tree of it could fill the memory.

    Args:
        only_words: pass over what stands between the words, as Open XML keeps measures there.
    """

    def __init__(self, *, only_words: bool) -> None:
        self._found: list[str] = []
        self._only_words = only_words
        self._open: list[list[str]] = []
        self._is_word = not only_words

    def start(self, tag: str, _attributes: object) -> None:
        name = _local(tag)
        if name in _LINES:
            self._open.append([])
        elif name in _SPACES and self._open:
            self._open[-1].append(" ")
        if self._only_words:
            self._is_word = name in _WORDS

    def data(self, text: str) -> None:
        if self._is_word and self._open:
            self._open[-1].append(text)

    def end(self, tag: str) -> None:
        if self._only_words:
            self._is_word = False
        if _local(tag) in _LINES:
            self._found.append("".join(self._open.pop()))

    def doctype(self, *_names: object) -> None:
        """Refuse what could declare entities: they can grow without end, and office programs write none."""
        raise ValueError("document type declaration")

    def close(self) -> list[str]:
        return self._found


def _paragraphs(part: IO[bytes], *, only_words: bool) -> list[str]:
    target = _Paragraphs(only_words=only_words)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True)
    while chunk := part.read(_CHUNK_BYTES):
        parser.feed(chunk)
    found: list[str] = parser.close()
    return found


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _cells(content: bytes) -> Iterator[str]:
    import openpyxl  # noqa: PLC0415 - takes long to import

    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True):
            yield " ".join(_shown(value) for value in row if value is not None)


def _shown(value: object) -> str:
    match value:
        case datetime():
            return value.strftime("%d-%m-%Y")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
