"""Heavy hostile files, with the limits as they are in use; takes some minutes."""

import io
import json
import random
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

import docx
import odfdo
import pptx
import pytest

from knowledge.apart import Limits
from knowledge.archive import ArchiveRefusal, ArchiveRefused, unpack
from knowledge.document import Document
from knowledge.passages import split
from knowledge.reading import SkipReason, Unreadable
from knowledge.reading_apart import ReadingApart
from tests.knowledge.hostile import (
    GIGABYTE,
    HARMLESS,
    cells,
    changed,
    nested_forms,
    pdf,
    pdf_bomb,
    stream,
    unzipped,
    with_text,
    workbook,
    zipped,
)

ROOT = Path(__file__).parents[2]
MEGABYTE = 2**20
LIMITS = Limits()
TEXT = b"(woord woord woord) Tj 0 12 Td "
SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t></si></sst>'


@pytest.fixture(scope="module")
def apart() -> Iterator[ReadingApart]:
    with ReadingApart(Limits(seconds=30)) as apart:
        yield apart


def outcome(apart: ReadingApart, name: str, data: bytes) -> Document | SkipReason:
    try:
        return apart.read_bytes(name, data)
    except Unreadable as unreadable:
        return unreadable.reason


def lines_of_text(count: int) -> bytes:
    packed = zlib.compress(b"BT /F 10 Tf 10 10 Td " + TEXT * count + b"ET")
    return stream(packed, b"/Filter/FlateDecode")


def one_long_text_in_many_cells() -> bytes:
    """A workbook of which every cell shows the same 30,000 characters."""
    package = workbook(cells("A B", 49_000).replace("<c ", '<c t="s" ').replace("<v>1", "<v>0"))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    package = changed(package, "[Content_Types].xml", lambda xml: xml.replace("</Types>", listed))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return zipped({**parts, "xl/sharedStrings.xml": SHARED.format("woord " * 5000).encode()})


HEAVY: Mapping[str, Callable[[], bytes]] = {
    "vol met nullen.txt": lambda: bytes(49 * MEGABYTE) + b"a",
    "bom.pdf": lambda: pdf_bomb(4 * GIGABYTE),
    "een miljoen regels.pdf": lambda: pdf(lines_of_text(1_000_000)),
    "vijfduizend volle bladzijden.pdf": lambda: pdf(lines_of_text(3_000), pages=5_000),
    "vormen in vormen.pdf": lambda: nested_forms(40),
    "dertig MB tekst.docx": lambda: with_text("<w:p><w:r><w:t>a b</w:t></w:r></w:p>" * 850_000),
    "een tekst in veel cellen.xlsx": one_long_text_in_many_cells,
    "veel rijen.xlsx": lambda: workbook(cells("A B C", 200_000)),
    "veel regels.txt": lambda: b"a\n" * 5_000_000,
    "veel woorden.md": lambda: b"woord " * 1_700_000,
    "veel verwijzingen.md": lambda: b"".join(b"[a%d]: b\n" % number for number in range(500_000)) + b"tekst",
    "veel haken.md": lambda: b"[a](" * 2_500_000,
    "veel rijtjes.html": lambda: b"<li>" * 2_500_000 + b"tekst",
    "diep verstopt.html": lambda: b'<div a="<">' * 900_000 + b"tekst",
    **HARMLESS,
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_read_or_refused_within_the_limits(tmp_path, name):
    (tmp_path / name).write_bytes(HEAVY[name]())
    command = [sys.executable, "-m", "tests.knowledge.read_apart", tmp_path]
    limits = [str(LIMITS.seconds), str(LIMITS.memory)]

    start = perf_counter()
    run = subprocess.run([*command, *limits], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds = perf_counter() - start

    result = json.loads(run.stdout)
    megabytes = result["workers"] // MEGABYTE
    sys.stderr.write(f"{name}: {result['found'][name]}, {seconds:.0f} s, {megabytes} MB\n")
    assert seconds < LIMITS.seconds + 30
    assert result["workers"] < LIMITS.memory + 50 * MEGABYTE


def test_a_gigabyte_of_nothing_that_takes_its_place_on_the_disk_is_refused(tmp_path):
    path = tmp_path / "niets.txt"
    with path.open("wb") as file:
        for _ in range(1024):
            file.write(bytes(MEGABYTE))

    with ReadingApart() as apart, pytest.raises(Unreadable) as caught:
        apart.read(path)

    assert caught.value.reason is SkipReason.TOO_LARGE


def test_an_honest_archive_with_a_gigabyte_of_nothing_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as file:
        for _ in range(1024):
            file.write(bytes(MEGABYTE))

    with pytest.raises(ArchiveRefused) as caught:
        unpack(buffer.getvalue())

    assert caught.value.reason is ArchiveRefusal.BOMB


MARKUP = [
    *"#-*1. \n|>`[]()<>ab:é\"'&_!~=\\\t;{}%$@^+/?,…0Z\u00a0\u00ad“",
    *("<div ", "<p>", "<!--", "-->", "</", "&amp;", "](", "**", "lees meer", "Art. ", "d.w.z. ", "\r\n"),
    *("\n\n", "---\n", "a: ", "<td>", "<li>", "<ul>", "<table>", "<tr>", "http://", "...", "x" * 50),
]


@pytest.mark.parametrize("seed", range(100))
def test_no_markup_that_repeats_takes_time_in_the_square_of_its_length(apart, seed):
    chance = random.Random(seed)
    unit = "".join(chance.choices(MARKUP, k=chance.randint(1, 6)))
    before, after = ("".join(chance.choices(MARKUP, k=chance.randint(0, 3))) for _ in range(2))
    data = f"{before}{unit * (200_000 // len(unit))}{after}".encode()

    for extension in ("md", "txt", "html"):
        found = outcome(apart, f"a.{extension}", data)
        assert found is not SkipReason.TOO_SLOW, (extension, before, unit, after)
        start = perf_counter()
        if isinstance(found, Document):
            split(found)
        assert perf_counter() - start < 30, (extension, before, unit, after)


def presentation() -> bytes:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "Titel"
    slide.placeholders[1].text = "Een zin."
    return saved(slides)


def table() -> bytes:
    document = docx.Document()
    document.add_heading("Kop")
    document.add_paragraph("Een.", style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "Twee"
    return saved(document)


def letter() -> bytes:
    document = odfdo.Document("text")
    document.body.append(odfdo.List(["een", "twee"]))
    document.body.append(odfdo.Table("Wie", width=3, height=3))
    return saved(document)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


GOOD: Mapping[str, Callable[[], bytes]] = {
    "a.docx": table,
    "a.pptx": presentation,
    "a.xlsx": lambda: workbook(cells("A B C", 30)),
    "a.odt": letter,
    "a.pdf": lambda: pdf(lines_of_text(30), pages=3),
}


def damaged_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(changed))
        changed[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(changed)


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """Turn the elements of one part over, and put large numbers in it; the archive itself stays whole."""
    parts = unzipped(data)
    name = chance.choice([name for name, part in parts.items() if part.startswith(b"<")])
    elements = parts[name].split(b"<")
    for _ in range(chance.randint(1, 10)):
        at, other = chance.randrange(len(elements)), chance.randrange(len(elements))
        match chance.randrange(4):
            case 0:
                elements[at], elements[other] = elements[other], elements[at]
            case 1:
                elements[at] = re.sub(rb"\d+", b"%d" % chance.choice((-1, 0, 10**9, 10**30)), elements[at])
            case 2:
                elements[at:at] = elements[other : other + 20] * chance.choice((1, 1, 1000))
            case _:
                elements[at] = b""
    return zipped({**parts, name: b"<".join(elements)})


@pytest.mark.parametrize("name", GOOD)
def test_a_damaged_file_gives_a_document_or_a_reason_within_the_limits(apart, name):
    good = GOOD[name]()
    damage = damaged_bytes if name.endswith(".pdf") else damaged_package
    for seed in range(500):
        found = outcome(apart, name, damage(good, random.Random(seed)))
        assert found not in {SkipReason.TOO_SLOW, SkipReason.TOO_MUCH_MEMORY}, seed
