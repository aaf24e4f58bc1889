"""Files that become documents: read, split into passages, and quoted."""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import docx
import fpdf
import openpyxl
import pptx

from bot.messages import Kind, Link, Quote, QuotedLine, Reply, paragraph
from knowledge.apart import Limits
from knowledge.archive import ArchiveRefused, unpack
from knowledge.document import Document, ListBlock
from knowledge.passages import split
from knowledge.reading import read_bytes
from knowledge.reading_apart import ReadingApart
from knowledge.unreadable import SkipReason, Unreadable
from tests.fuzzing.mutation import of_markup, of_package, of_text
from tests.fuzzing.rendered import are_shown, is_well_made
from tests.fuzzing.target import Mutate, Target, must
from tests.knowledge.hostile import odt, zipped

_LIMITS = Limits(seconds=20, memory=2**29)

_MARKDOWN = """---
title: Eén loket
url: https://example.org/loket
publisher: Gemeente
date: 2026-01-01
---
# Kop

Ouders vullen **drie** keer [hetzelfde](https://example.org/a) formulier in. Dat kost tijd.

1. Eerst dit.
2. Dan *dat*, met `code`.

- los
  - dieper

> Een citaat.

| a | b |
|---|---|
| 1 | 2 |

## Artikel 3:2

Een zin met &eacute;n <b>teken</b>.[^1]

[^1]: Een noot.
"""
_TEXT = """EEN KOP

1. Inleiding
Dit is een zin. En nog een:
- een
- twee

1.1 Verder
Art. 3 lid 2 zegt 'ja'.
"""
_HTML = """<!doctype html><html lang="nl"><head><title>Titel | Site</title><meta charset="utf-8">
<meta property="og:title" content="Titel"><meta name="DCTERMS.modified" content="2026-01-01T10:00:00"></head>
<body><nav><a href="/">Thuis</a></nav><main><h1>Titel</h1><p>Een zin.<br>Nog een <b>zin</b>.</p>
<ul><li>een<ul><li>dieper</li></ul></li></ul><ol start="3"><li>drie</li></ol>
<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><details><summary>Meer</summary>Tekst.
</details><script>var a="<p>";</script><!-- weg --></main></body></html>"""
_ODT = b"""<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3"><office:body><office:text>
<text:h text:outline-level="1">Kop</text:h><text:p>Een zin.<text:s text:c="3"/>Nog een.</text:p>
<text:list><text:list-item><text:p>een</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>"""


def targets() -> dict[str, Target]:
    """A target for each format, and one for what packs several files."""
    formats: dict[str, tuple[Callable[[], Sequence[bytes]], Mutate]] = {
        "md": (lambda: [_MARKDOWN.encode()], of_text),
        "txt": (lambda: [_TEXT.encode(), _TEXT.encode("utf-16")], of_text),
        "html": (lambda: [_HTML.encode()], of_markup),
        "docx": (_word, of_package),
        "pptx": (_slides, of_package),
        "xlsx": (_sheet, of_package),
        "odt": (lambda: [odt(_ODT)], of_package),
    }
    return {
        **{
            name: Target(samples=samples, mutate=mutate, check=_reads(f"fuzz.{name}"))
            for name, (samples, mutate) in formats.items()
        },
        # In a process of its own, as always: what is C++ may end the one that it is in.
        "pdf": Target(samples=_pdf, mutate=of_markup, check=read_pdf_apart, runs=60, is_native=True),
        "zip": Target(
            samples=lambda: [zipped({"a/b.md": b"Een zin.", "c.txt": b"tekst" * 50, "__MACOSX/x": b""})],
            mutate=of_package,
            check=_unpacks,
        ),
    }


def _reads(name: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        try:
            document = read_bytes(name, data)
        except Unreadable:
            return
        is_well_read(document)

    return check


def read_pdf_apart(data: bytes) -> None:
    """Read a PDF as it is in production."""
    try:
        document = _apart().read_bytes("fuzz.pdf", data)
    except Unreadable as unreadable:
        must(unreadable.reason is not SkipReason.TOO_SLOW, "takes too long")
        return
    is_well_read(document)


def is_well_read(document: Document) -> None:
    """Check a document, the passages of it, and an answer that quotes it."""
    must(bool(document.source.title) and bool(document.sections), "no title, or nothing in it")
    are_shown(_texts(document))
    passages = split(document)
    for passage in passages[:1]:
        lines = tuple(QuotedLine(line.text) for line in passage.lines[:5])
        source = Link(document.source.title, document.source.url or "https://example.org")
        is_well_made(Reply((Quote(lines), paragraph("Bron: ", source)), Kind.ANSWER))


def _texts(document: Document) -> Iterator[str]:
    source = document.source
    yield from (source.title, source.url, source.publisher, source.date)
    for section in document.sections:
        yield from section.headings
        for block in section.blocks:
            yield from block.items if isinstance(block, ListBlock) else (block.text,)


def _unpacks(data: bytes) -> None:
    try:
        unpacked = unpack(data)
    except ArchiveRefused:
        return
    for name in (*(one.name for one in unpacked.entries), *(one.name for one in unpacked.refused)):
        are_shown([name])
    must(not any(set("/\\\0") & set(one.name) for one in unpacked.entries), "a path for a name")


@cache
def _apart() -> ReadingApart:
    return ReadingApart(_LIMITS)


def _word() -> Sequence[bytes]:
    document = docx.Document()
    document.add_heading("Kop", 1)
    document.add_paragraph("Een gewone zin. En nog een.")
    document.add_paragraph("een", style="List Bullet")
    document.add_paragraph("twee", style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "cel"
    return [_saved(document)]


def _slides() -> Sequence[bytes]:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Kop"
    slide.placeholders[1].text = "een\ntwee"
    return [_saved(deck)]


def _sheet() -> Sequence[bytes]:
    workbook = openpyxl.Workbook()
    workbook.active.append(["naam", "aantal", 1.5])
    workbook.active.append(["loket", 3, None])
    return [_saved(workbook)]


def _pdf() -> Sequence[bytes]:
    document = fpdf.FPDF()
    document.set_title("Titel")
    document.set_compression(False)
    for text in ("Een zin.", "1. Nog een zin, met een afge-\nbroken woord."):
        document.add_page()
        document.set_font("helvetica", size=12)
        document.multi_cell(0, text=text)
    return [bytes(document.output())]


def _saved(file: object) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
