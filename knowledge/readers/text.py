"""Plain text: the structure is guessed from blank lines, line lengths and punctuation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.normalise import clean, decode
from knowledge.readers.content import Content
from knowledge.readers.outline import Outline
from knowledge.readers.typed_list import typed_item

_HEADING_WORDS = 14
_TEASER_WORDS = 30
_WRAPPED_FROM, _WRAPPED_TO = 50, 140
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_NUMBERING = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s")
_SENTENCE_END = re.compile(r"[.!?:;,]['\"’”)\]]*$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)$")
_NAVIGATION = re.compile(r"lees (?:meer|verder)\b", re.IGNORECASE)


class _Kind(Enum):
    LINE = auto()
    PROSE = auto()
    FRAGMENT = auto()
    ITEM = auto()
    NAVIGATION = auto()


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A paragraph, or a line that stands alone."""

    text: str
    kind: _Kind


def read(data: bytes) -> Content:
    """Read plain text; the first line is its title when it reads like one."""
    chunks = list(_chunks(decode(data).replace("\r\n", "\n").replace("\r", "\n")))
    title, chunks = _take_title(chunks)
    outline = Outline()
    for before, chunk, after in zip([None, *chunks], chunks, [*chunks[1:], None], strict=False):
        _add(chunk, before, after, outline)
    return Content(sections=outline.sections(), title=title)


def _chunks(text: str) -> Iterator[_Chunk]:
    for block in _BLANK_LINE.split(text):
        lines = [line for line in map(clean, block.splitlines()) if any(map(str.isalnum, line))]
        if not lines:
            continue
        if _NAVIGATION.match(lines[0]) and not any(_SENTENCE_END.search(line) for line in lines):
            yield _Chunk(" ".join(lines), _Kind.NAVIGATION)
        elif len(lines) == 1:
            yield _Chunk(lines[0], _single_kind(lines[0]))
        else:
            yield from _block_chunks(lines)


def _single_kind(line: str) -> _Kind:
    if typed_item(line):
        return _Kind.ITEM
    return _Kind.PROSE if _SENTENCE_END.search(line) else _Kind.LINE


def _block_chunks(lines: Sequence[str]) -> Iterator[_Chunk]:
    """Tell a wrapped paragraph from lines that each stand for themselves."""
    longest = max(map(len, lines))
    if longest > _WRAPPED_TO:
        for line in lines:
            yield _Chunk(line, _single_kind(line))
        return
    wrapped = longest >= _WRAPPED_FROM
    pending: list[str] = []
    in_item = False
    for line in lines:
        starts_item = typed_item(line) is not None
        if pending and (starts_item or not (wrapped or in_item)):
            yield _joined(pending)
            pending = []
        in_item = starts_item or (in_item and bool(pending))
        pending.append(line)
    yield _joined(pending)


def _joined(lines: list[str]) -> _Chunk:
    text = " ".join(lines)
    if typed_item(text):
        return _Chunk(text, _Kind.ITEM)
    return _Chunk(text, _Kind.PROSE if len(lines) > 1 else _Kind.FRAGMENT)


def _take_title(chunks: list[_Chunk]) -> tuple[str, list[_Chunk]]:
    """Return the title and what follows it; a kicker in capitals above the title is passed over."""
    if not chunks or not _looks_like_heading(chunks[0].text, _HEADING_WORDS):
        return "", chunks
    if len(chunks) > 1 and chunks[0].text.isupper() and _looks_like_heading(chunks[1].text, _HEADING_WORDS):
        return chunks[1].text, chunks[2:]
    return (chunks[0].text, chunks[1:]) if len(chunks) > 1 else ("", chunks)


def _add(chunk: _Chunk, before: _Chunk | None, after: _Chunk | None, outline: Outline) -> None:
    item = typed_item(chunk.text)
    if _is_heading(chunk, before, after):
        numbering = _NUMBERING.match(chunk.text)
        outline.heading(chunk.text, numbering.group(1).count(".") + 1 if numbering else 1)
    elif item:
        outline.item(item.text, item.number)
    elif chunk.kind is not _Kind.NAVIGATION:
        outline.paragraph(chunk.text)


def _is_heading(chunk: _Chunk, before: _Chunk | None, after: _Chunk | None) -> bool:
    """A heading stands alone and has text under it.

    A numbered line may be an item as well: it is a heading when prose, not a next item, follows.
    Teasers, which follow a "Lees meer", have longer headings.
    """
    numbered = chunk.kind is _Kind.ITEM and _NUMBERING.match(chunk.text)
    if not after or not (chunk.kind in (_Kind.LINE, _Kind.PROSE) or numbered):
        return False
    teaser = before is not None and before.kind is _Kind.NAVIGATION
    if not _looks_like_heading(chunk.text, _TEASER_WORDS if teaser else _HEADING_WORDS):
        return False
    if numbered:
        return after.kind is _Kind.PROSE
    return after.kind is not _Kind.NAVIGATION


def _looks_like_heading(text: str, most_words: int) -> bool:
    if len(text.split()) > most_words:
        return False
    return text.endswith("?") or bool(_ELLIPSIS.search(text)) or not _SENTENCE_END.search(text)
