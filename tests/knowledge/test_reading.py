import io
import os
import zipfile
from pathlib import Path
from time import perf_counter

import docx
import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import office_package, reading, signature
from knowledge.document import Document
from knowledge.passages import split
from knowledge.reading import SkipReason, Unreadable, read, read_folder

EXTENSIONS = (".md", ".txt", ".html", ".pdf", ".docx", ".pptx", ".xlsx", ".odt")


def package(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def word_document(text: str = "Een zin.") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(text: str = "", password: str | None = None) -> bytes:
    document = FPDF()
    document.add_page()
    if text:
        document.set_font("Helvetica", size=11)
        document.multi_cell(0, text=text)
    else:
        document.rect(10, 10, 50, 50)
    if password:
        document.set_encryption(owner_password=password, user_password=password)
    return bytes(document.output())


def with_entity(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"?>", b"?>" + bomb, 1)
    return package(parts)


def refusal(path: Path, data: bytes) -> Unreadable:
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.path == path
    return caught.value


def outcome(path: Path) -> Document | SkipReason:
    try:
        return read(path)
    except Unreadable as unreadable:
        return unreadable.reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.rtf", b"{\\rtf1 tekst}", SkipReason.UNKNOWN_FORMAT),
        ("a", b"tekst", SkipReason.UNKNOWN_FORMAT),
        ("a.docx", b"gewoon tekst", SkipReason.WRONG_EXTENSION),
        ("a.pdf", word_document(), SkipReason.WRONG_EXTENSION),
        ("a.md", pdf("tekst"), SkipReason.WRONG_EXTENSION),
        ("a.txt", b"\x00\x01\x02", SkipReason.WRONG_EXTENSION),
        ("a.txt", b"<!DOCTYPE html><p>tekst", SkipReason.WRONG_EXTENSION),
        ("a.xlsx", word_document(), SkipReason.WRONG_EXTENSION),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), SkipReason.WRONG_EXTENSION),
        (
            "a.odt",
            package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
            SkipReason.WRONG_EXTENSION,
        ),
        ("a.md", b"", SkipReason.EMPTY),
        ("a.txt", b" \n\n ", SkipReason.EMPTY),
        ("a.md", b"---\ntitle: Leeg\n---\n", SkipReason.EMPTY),
        ("a.docx", word_document(""), SkipReason.EMPTY),
        ("a.pdf", pdf("geheim", password="x"), SkipReason.ENCRYPTED),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            SkipReason.ENCRYPTED,
        ),
        (
            "a.odt",
            package({"content.xml": b"<x/>", "META-INF/manifest.xml": b"<m:encryption-data/>"}),
            SkipReason.ENCRYPTED,
        ),
        ("a.pdf", pdf(), SkipReason.NO_TEXT),
        ("a.pdf", b"%PDF-1.7\nkapot", SkipReason.BROKEN),
        ("a.docx", word_document()[:-200], SkipReason.BROKEN),
        ("a.docx", package({"word/document.xml": b"<geen xml"}), SkipReason.BROKEN),
        ("a.docx", with_entity(word_document()), SkipReason.BROKEN),
        ("a.html", b"<div>" * 5000 + b"tekst", SkipReason.BROKEN),
        ("a.md", b"---\ntitle: a: b\n---\nTekst.", SkipReason.BROKEN),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(tmp_path, name, data, reason):
    assert refusal(tmp_path / name, data).reason is reason


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 599)

    assert refusal(tmp_path / "a.txt", b"woord " * 100).reason is SkipReason.TOO_LARGE


def test_a_package_that_unpacks_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(office_package, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = package({"word/document.xml": b" " * 1_000_001})

    assert refusal(tmp_path / "a.docx", bomb).reason is SkipReason.TOO_LARGE


def test_more_text_than_anyone_writes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(signature, "MAX_TEXT_BYTES", 1000)

    assert refusal(tmp_path / "a.md", b"woord " * 200).reason is SkipReason.TOO_LARGE


@pytest.mark.parametrize("repeated", ["[", "**a*b", "!:", "<a ", "<!-- ", "`a``b", "> ", "a. ", "- a\n"])
@pytest.mark.parametrize("extension", [".md", ".txt", ".html"])
def test_text_that_repeats_markup_without_end_does_not_stall_reading(tmp_path, repeated, extension):
    path = tmp_path / f"a{extension}"
    path.write_text(repeated * (60_000 // len(repeated)))

    start = perf_counter()
    result = outcome(path)
    if isinstance(result, Document):
        split(result)

    assert perf_counter() - start < 10


def test_a_missing_file_is_unreadable(tmp_path):
    with pytest.raises(Unreadable):
        read(tmp_path / "weg.md")


def test_what_is_no_file_is_refused_unread(tmp_path):
    os.mkfifo(tmp_path / "a.txt")

    with pytest.raises(Unreadable):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["nota\u202efdp.md", "a\nb.md", os.fsdecode(b"\xff.md")])
def test_a_name_that_cannot_be_shown_is_refused_and_told_without_what_it_hides(tmp_path, name):
    (tmp_path / name).write_text("Tekst.")

    (unreadable,) = read_folder([tmp_path])

    assert unreadable.reason is SkipReason.BAD_NAME
    assert unreadable.path.name.isprintable()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://www.example.org/a?b=c", "https://www.example.org/a?b=c"),
        ("javascript:alert(1)", ""),
        ("https://a.nl/ b", ""),
        ("https://a.nl/" + "x" * 2001, ""),
    ],
)
def test_only_an_address_on_the_web_is_taken_from_a_file(tmp_path, url, kept):
    path = tmp_path / "a.md"
    path.write_text(f"---\nurl: '{url}'\n---\nTekst.")

    assert read(path).source.url == kept


def test_a_title_without_end_is_cut_off(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: {'lang ' * 200}\n---\nTekst.")

    assert len(read(path).source.title) == 300


def test_the_extension_may_be_in_capitals(tmp_path):
    path = tmp_path / "BRIEF.TXT"
    path.write_text("Een zin.")

    assert read(path).source.title == "BRIEF"


def test_a_heading_that_repeats_the_title_is_left_out_of_the_heading_path(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Driehoek\n---\n# Driehoek\n\nEen.\n\n## Rollen\n\nTwee.\n")

    assert [section.headings for section in read(path).sections] == [(), ("Rollen",)]


def test_a_folder_is_read_in_order_with_what_is_unreadable_among_it(tmp_path):
    (tmp_path / "b.md").write_text("# B\n\nTekst.")
    (tmp_path / "a.pdf").write_bytes(b"geen pdf")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "c.txt").write_text("Tekst.")
    (tmp_path / ".verborgen.md").write_text("Tekst.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "d.md").write_text("Tekst.")
    (tmp_path / "~$b.docx").write_bytes(b"slot")
    (tmp_path / "glossary.toml").write_text("")

    found = list(read_folder([tmp_path]))

    assert [one.path.name if isinstance(one, Unreadable) else one.source.document for one in found] == [
        "a.pdf",
        "b.md",
        "c.txt",
    ]


def test_a_second_file_of_the_same_name_is_called_by_its_path(tmp_path):
    for folder in ("een", "twee"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("Tekst.")

    found = [one.source.document for one in read_folder([tmp_path]) if isinstance(one, Document)]

    assert found == ["a.md", "twee/a.md"]


def test_two_folders_with_the_same_file_name_give_two_names(tmp_path):
    for folder in ("een", "twee"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("Tekst.")

    found = [one.source.document for one in read_folder([tmp_path / "een", tmp_path / "twee"])]  # type: ignore[union-attr]

    assert len(set(found)) == 2


def test_a_single_file_may_be_given_for_a_folder(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Tekst.")

    assert len(list(read_folder([path]))) == 1


def test_a_folder_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(read_folder([tmp_path / "weg"]))


@pytest.mark.parametrize("extension", EXTENSIONS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_give_a_document_or_a_reason(tmp_path, extension, data):
    path = tmp_path / f"a{extension}"
    path.write_bytes(data)

    assert isinstance(outcome(path), Document | SkipReason)


@pytest.mark.parametrize("valid", [word_document(), pdf("Een zin. " * 30)])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_gives_a_document_or_a_reason(tmp_path, valid, data):
    path = tmp_path / ("a.pdf" if valid.startswith(b"%PDF") else "a.docx")
    at = data.draw(st.integers(0, len(valid) - 1))
    path.write_bytes(
        valid[:at] + data.draw(st.binary(max_size=20)) + valid[at + data.draw(st.integers(0, 50)) :]
    )

    assert isinstance(outcome(path), Document | SkipReason)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet='#-*1. \n|>`[]()<>ab:é"&_', max_size=300), extension=st.sampled_from(EXTENSIONS[:3])
)
def test_any_text_gives_a_document_or_a_reason(tmp_path, text, extension):
    path = tmp_path / f"a{extension}"
    path.write_text(text, encoding="utf-8")

    assert isinstance(outcome(path), Document | SkipReason)
