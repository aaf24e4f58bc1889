"""Files as someone would send them who means harm; small, whatever they unpack to."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import docx
import fpdf
import openpyxl

from knowledge.unreadable import SkipReason
from tests.knowledge.made_zip import Part, bomb, endless, made_zip, part

GIGABYTE = 2**30
_BILLION_LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_PROGRAM = b"MZ\x90\0\x03" + bytes(60) + b"This program cannot be run in DOS mode." + bytes(200)


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_part(package: bytes, replacing: Part) -> bytes:
    """Put a part in a package in the place of the one of the same name."""
    others = {name: data for name, data in unzipped(package).items() if name != replacing.name.decode()}
    return made_zip([*(part(name, data) for name, data in others.items()), replacing])


def word(text: str = "Een gewone zin in een gewoon document.") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook(rows: str = "") -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    parts = unzipped(buffer.getvalue())
    return zipped({**parts, "xl/worksheets/sheet1.xml": _SHEET.format(rows).encode()})


def odt(content: bytes, **parts: bytes) -> bytes:
    return zipped({"mimetype": _ODT_TYPE, "content.xml": content, **parts})


def changed(package: bytes, part: str, change: Callable[[str], str], encoding: str = "utf-8") -> bytes:
    """Change the XML of a part, and write it in an encoding."""
    parts = unzipped(package)
    text = change(re.sub(r"^<\?xml.*?\?>\s*", "", parts[part].decode()))
    return zipped({**parts, part: f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)})


def with_text(markup: str, package: bytes | None = None) -> bytes:
    """A Word document with markup where its text begins."""
    return changed(
        package or word(), "word/document.xml", lambda xml: xml.replace("<w:body>", f"<w:body>{markup}", 1)
    )


def encrypted_pdf() -> bytes:
    document = fpdf.FPDF()
    document.set_encryption(owner_password="geheim", user_password="geheim")
    document.add_page()
    document.set_font("helvetica")
    document.cell(text="Geheim")
    return bytes(document.output())


def pdf(content: bytes, *, pages: int = 1, count: int | None = None, extra: Sequence[bytes] = ()) -> bytes:
    """A PDF whose pages all show the same content.

    Args:
        content: the stream, from its dictionary on.
        pages: how many pages there are.
        count: how many it says that there are.
        extra: more objects, from number 7 on; number 7 is called X.
    """
    kids = b" ".join([b"3 0 R"] * pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages if count is None else count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 6 0 R>>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>",
        *extra,
    ]
    file, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        file
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(file))
    )


def stream(data: bytes, dictionary: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(data), data)


def pdf_bomb(size: int) -> bytes:
    """A page of which the content unpacks twice, to a size."""
    twice = zlib.compress(b"\x78\xda" + endless(size), 9)
    return pdf(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def nested_forms(depth: int = 12) -> bytes:
    """A page that shows a form ten times, which shows a form ten times, and so on."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do " * 10, form % number) for number in range(8, 8 + depth)]
    last = stream(b"BT /F 9 Tf (woord) Tj ET", form % 7)
    return pdf(stream(b"/X Do " * 10), extra=[*forms, last])


def cells(columns: str, rows: int) -> str:
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}"><v>1</v></c>' for column in columns.split())
        + "</row>"
        for row in range(1, rows + 1)
    )


_STYLES_IN_A_RING = """
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
"""


def styles_in_a_ring() -> bytes:
    """A Word document with two styles that are each based on the other."""
    marked = with_text('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Tekst.</w:t></w:r></w:p>')
    return changed(
        marked, "word/styles.xml", lambda xml: xml.replace("<w:style ", f"{_STYLES_IN_A_RING}<w:style ", 1)
    )


def with_laughs(encoding: str) -> bytes:
    """A Word document with entities that grow."""
    return changed(word(), "word/document.xml", lambda xml: _BILLION_LAUGHS + xml, encoding)


TOO_LARGE, BROKEN, MACROS = SkipReason.TOO_LARGE, SkipReason.BROKEN, SkipReason.MACROS
WRONG, ENCRYPTED, EMPTY = SkipReason.WRONG_EXTENSION, SkipReason.ENCRYPTED, SkipReason.EMPTY
TOO_MUCH, TOO_SLOW = SkipReason.TOO_MUCH_MEMORY, SkipReason.TOO_SLOW

HOSTILE: Mapping[str, tuple[Callable[[], bytes], SkipReason]] = {
    # Bombs.
    "bom.docx": (lambda: with_part(word(), bomb("word/document.xml", GIGABYTE)), TOO_LARGE),
    "bom in een plaatje.docx": (lambda: with_part(word(), bomb("word/media/a.png", GIGABYTE)), TOO_LARGE),
    "bom die klein lijkt.docx": (
        lambda: with_part(word(), bomb("word/document.xml", GIGABYTE, said=99)),
        BROKEN,
    ),
    "bom met een goede som.docx": (
        lambda: with_part(
            word(),
            replace(bomb("word/document.xml", GIGABYTE, said=99), checksum=zlib.crc32(b" " * 99)),
        ),
        TOO_MUCH,
    ),
    "bom.xlsx": (lambda: with_part(workbook(), bomb("xl/worksheets/sheet1.xml", GIGABYTE)), TOO_LARGE),
    "bom.pdf": (lambda: pdf_bomb(GIGABYTE), TOO_MUCH),
    "veel delen.docx": (lambda: made_zip(part(f"{n}.xml", b"") for n in range(10_001)), TOO_LARGE),
    # Entities.
    "lachen.docx": (lambda: with_laughs("utf-8"), BROKEN),
    "lachen in utf-16.docx": (lambda: with_laughs("utf-16"), BROKEN),
    "lachen in de stijlen.docx": (
        lambda: changed(word(), "word/styles.xml", lambda xml: _BILLION_LAUGHS + xml),
        BROKEN,
    ),
    "lachen.xlsx": (
        lambda: changed(workbook(), "xl/workbook.xml", lambda xml: _BILLION_LAUGHS + xml),
        BROKEN,
    ),
    "buiten.odt": (
        lambda: odt(b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'),
        BROKEN,
    ),
    "parameters.odt": (lambda: odt(b'<!DOCTYPE a [<!ENTITY % e SYSTEM "file:///e.dtd">%e;]><a/>'), BROKEN),
    # Macros.
    "macro.docm": (word, MACROS),
    "macro.xlsm": (workbook, MACROS),
    "macro.pptm": (word, MACROS),
    "macro.docx": (lambda: zipped({**unzipped(word()), "word/vbaProject.bin": b"Sub"}), MACROS),
    "macro.xlsx": (lambda: zipped({**unzipped(workbook()), "xl/macrosheets/sheet1.xml": b"<a/>"}), MACROS),
    "hernoemd.docx": (
        lambda: changed(
            word(), "[Content_Types].xml", lambda xml: xml.replace(".document.", ".macroEnabled.")
        ),
        MACROS,
    ),
    "macro.odt": (lambda: odt(b"<a/>", **{"Basic/Standard/Module1.xml": b"<a/>"}), MACROS),
    # Something else than the name says.
    "programma.pdf": (lambda: _PROGRAM + b"%PDF-1.7\n", WRONG),
    "programma.docx": (lambda: _PROGRAM, WRONG),
    "programma.txt": (lambda: _PROGRAM, WRONG),
    "tekst.xlsx": (word, WRONG),
    "zip.docx": (lambda: zipped({"a.txt": b"tekst"}), WRONG),
    "pagina.txt": (lambda: b"<!-- hallo -->\n<html><body>Tekst.</body></html>", WRONG),
    "nullen.md": (lambda: b"Een zin.\0En nog een.", WRONG),
    "nullen in utf-16.txt": (lambda: b"\xff\xfe" + bytes(64), WRONG),
    # Nothing at all.
    "niets.txt": (lambda: bytes(2**20), EMPTY),
    "niets.pdf": (lambda: bytes(2**20), EMPTY),
    "spaties.md": (lambda: b" \n" * 2**19, EMPTY),
    # Locked.
    "slot.pdf": (encrypted_pdf, ENCRYPTED),
    "slot.odt": (lambda: zipped({"mimetype": _ODT_TYPE, "encrypted-package": b"?"}), ENCRYPTED),
    # Deep, long and many.
    "diep.docx": (lambda: with_text("<w:sdt>" * 100_000), BROKEN),
    "diep.odt": (lambda: odt(b"<a>" * 100_000), BROKEN),
    "diep.html": (lambda: b"<div>" * 100_000 + b"tekst", BROKEN),
    "diep.md": (lambda: b"---\ntitle: " + b"[" * 10_000 + b"\n---\nTekst.", BROKEN),
    "lange voorkant.md": (lambda: b"---\n" + b"a: b\n" * 100_000 + b"---\nTekst.", BROKEN),
    "veel pagina's.pdf": (lambda: pdf(stream(b""), pages=5001), TOO_LARGE),
    "veel vormen.pdf": (nested_forms, TOO_MUCH),
    "brede rijen.xlsx": (lambda: workbook(cells("XFD", 400)), TOO_LARGE),
    "lange kop.html": (
        lambda: b"<title>Titel</title><h1>" + b"woord " * 20_000 + b"</h1>" + b"<h2>Kop</h2><p>Zin." * 200,
        TOO_LARGE,
    ),
}
"""Files that are refused, by name: how they are made, and why they are refused."""

HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "a gewoon.docx": word,
    "ring.docx": styles_in_a_ring,
    "twee miljard pagina's.pdf": lambda: pdf(
        stream(b"BT /F 9 Tf (Een gewone zin.) Tj ET"), count=2_000_000_000
    ),
    "verre cel.xlsx": lambda: workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    ),
    "diepe citaten.md": lambda: b"> " * 20_000 + b"tekst",
    "lange regel.txt": lambda: b"woord " * 100_000,
    "lang woord.txt": lambda: b"a" * 1_000_000,
    "z gewoon.docx": word,
}
"""Files that look bad, and can be read."""
