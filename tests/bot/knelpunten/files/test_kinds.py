import contextlib
import io
import zipfile

import odfdo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.files import packages
from bot.knelpunten.files.kinds import kind_of
from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from tests.bot.knelpunten.files.samples import DOCX_TYPE, MAKE, box, heic, pdf, photo, unzipped, zipped


def reason_for(content: bytes) -> Refusal:
    with pytest.raises(AttachmentRefused) as caught:
        kind_of(content)
    return caught.value.reason


@pytest.mark.parametrize("extension", MAKE)
def test_each_kind_is_told_by_its_content(extension: str) -> None:
    assert kind_of(MAKE[extension]()).extensions[0] == extension


@pytest.mark.parametrize("extension", MAKE)
def test_half_a_file_is_damaged(extension: str) -> None:
    content = MAKE[extension]()

    assert reason_for(content[: len(content) // 2]) is Refusal.DAMAGED


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b" \r\n"])
def test_a_file_without_anything_in_it_is_empty(content: bytes) -> None:
    assert reason_for(content) is Refusal.EMPTY


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + bytes(200),
        b"\x7fELF" + bytes(200),
        b"#!/bin/sh\nrm -rf /\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><title>hoi</title>",
        b"{\\rtf1 hoi}",
        b"gewoon tekst",
        box(b"ftyp", b"isom\0\0\0\0isommp42") + box(b"mdat", bytes(50)),
        heic(brands=b"avif\0\0\0\0mif1avif"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        zipped({"geheim.exe": b"MZ"}),
    ],
    ids=["exe", "elf", "script", "svg", "html", "rtf", "text", "film", "avif", "old office", "zip"],
)
def test_another_kind_is_refused(content: bytes) -> None:
    assert reason_for(content) is Refusal.KIND


@pytest.mark.parametrize(
    "content",
    [
        photo("JPEG") + zipped({"a.txt": b"a"}),
        pdf() + zipped({"a.txt": b"a"}),
        photo("JPEG", comment=b"%PDF-1.7"),
        photo("JPEG", comment=b"<script>alert(1)</script>"),
        photo("GIF", comment=b"<html><body>"),
    ],
    ids=["photo and zip", "pdf and zip", "photo and pdf", "photo and script", "gif and page"],
)
def test_a_file_that_is_two_things_at_once_is_refused(content: bytes) -> None:
    assert reason_for(content) is Refusal.KIND


def test_a_photo_may_have_a_film_after_it() -> None:
    moving = photo("JPEG") + box(b"ftyp", b"mp42\0\0\0\0") + box(b"mdat", bytes(50))

    assert kind_of(moving) is MediaKind.JPEG


def test_a_document_may_list_other_parts_first() -> None:
    parts = {"[trash]/0000.dat": b"\xff" * 40, **unzipped(MAKE[".docx"]())}

    assert kind_of(zipped(parts)) is MediaKind.DOCX


@pytest.mark.parametrize(
    ("extension", "part"),
    [
        (".docx", "word/vbaProject.bin"),
        (".docx", "word/activeX/activeX1.bin"),
        (".docx", "word/embeddings/Microsoft_Word.docm"),
        (".xlsx", "xl/macrosheets/sheet1.xml"),
        (".odt", "Basic/Standard/Module1.xml"),
        (".ods", "Scripts/python/run.py"),
    ],
)
def test_a_document_with_a_program_in_it_is_refused(extension: str, part: str) -> None:
    parts = {**unzipped(MAKE[extension]()), part: b"x"}

    assert reason_for(zipped(parts)) is Refusal.MACROS


def test_a_document_with_macros_is_refused_whatever_its_parts_are_called() -> None:
    parts = unzipped(MAKE[".docx"]())
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        DOCX_TYPE, b"vnd.ms-word.document.macro&#69;nabled.main"
    )

    assert reason_for(zipped(parts)) is Refusal.MACROS


def test_empty_libraries_of_macros_are_no_macros() -> None:
    parts = {
        **unzipped(MAKE[".odt"]()),
        "Basic/Standard/script-lb.xml": b"<x/>",
        "Basic/script-lc.xml": b"<x/>",
    }

    assert kind_of(zipped(parts)) is MediaKind.ODT


def test_a_template_is_another_kind() -> None:
    template = odfdo.Document("text")
    parts = unzipped(MAKE[".odt"]())
    parts["mimetype"] = template.mimetype.encode() + b"-template"

    assert reason_for(zipped(parts)) is Refusal.KIND


def test_an_office_file_with_a_password_is_encrypted() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")

    assert reason_for(content) is Refusal.ENCRYPTED


def test_an_opendocument_with_a_password_is_encrypted() -> None:
    parts = unzipped(MAKE[".odt"]())
    parts["META-INF/manifest.xml"] = b"<manifest:encryption-data/>"

    assert reason_for(zipped(parts)) is Refusal.ENCRYPTED


def test_a_package_with_a_password_is_encrypted() -> None:
    content = bytearray(MAKE[".docx"]())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1

    assert reason_for(bytes(content)) is Refusal.ENCRYPTED


@pytest.mark.parametrize(
    ("part", "limit"), [("word/media/x.bin", "MAX_UNPACKED_BYTES"), ("word/document.xml", "MAX_XML_BYTES")]
)
def test_a_bomb_is_refused_by_its_list_of_contents(
    part: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, limit, 2**20)
    bomb = zipped({**unzipped(MAKE[".docx"]()), part: bytes(2**21)})

    with pytest.raises(AttachmentRefused) as caught:
        kind_of(bomb)

    assert caught.value.reason is Refusal.TOO_LARGE_UNPACKED
    assert (caught.value.size or 0) > 2**21


def test_a_part_that_lies_about_its_size_is_damaged() -> None:
    content = bytearray(zipped({"mimetype": bytes(5000)}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")

    assert reason_for(bytes(content)) is Refusal.DAMAGED


@given(st.binary(max_size=300), st.sampled_from(sorted(MAKE)))
def test_any_bytes_are_a_kind_or_refused(noise: bytes, extension: str) -> None:
    beginning = MAKE[extension]()[:40]

    for content in (noise, beginning + noise):
        with contextlib.suppress(AttachmentRefused):
            kind_of(content)


@given(st.data())
def test_an_office_file_with_changed_bytes_is_a_kind_or_refused(data: st.DataObject) -> None:
    content = bytearray(DOCX)
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        content[position] = data.draw(st.integers(0, 255))

    with contextlib.suppress(AttachmentRefused):
        kind_of(bytes(content))


def _stored(package: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as stored:
        for name in ("[Content_Types].xml", "word/document.xml"):
            stored.writestr(name, unzipped(package)[name])
    return buffer.getvalue()


DOCX = _stored(MAKE[".docx"]())
