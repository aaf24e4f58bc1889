import io
import random
import stat
import tracemalloc
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.archive import (
    ArchiveLimits,
    ArchiveRefusal,
    ArchiveRefused,
    Entry,
    EntryRefusal,
    RefusedEntry,
    Unpacked,
    unpack,
)
from tests.knowledge.made_zip import Part, bomb, made_zip, part

MEGABYTE, GIGABYTE = 2**20, 2**30


def refusals(*parts: Part) -> list[tuple[str, EntryRefusal]]:
    """What is refused of an archive in which a good file stands as well."""
    unpacked = unpack(made_zip([*parts, part("goed.md")]))
    assert Entry("goed.md", b"tekst") in unpacked.entries
    return [(refused.name, refused.reason) for refused in unpacked.refused]


def refusal(data: bytes, limits: ArchiveLimits | None = None) -> ArchiveRefusal:
    with pytest.raises(ArchiveRefused) as caught:
        unpack(data, limits)
    return caught.value.reason


def test_files_are_unpacked_by_their_own_name():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("nota.md", "Een.")
        archive.writestr("map/dieper/./brief.docx", "Twee.")
        archive.writestr("map/leeg.txt", "")

    assert unpack(buffer.getvalue()) == Unpacked(
        (Entry("nota.md", b"Een."), Entry("brief.docx", b"Twee."), Entry("leeg.txt", b"")), ()
    )


def test_folders_hidden_files_and_what_programs_leave_behind_are_passed_over():
    names = ["map/", ".DS_Store", "__MACOSX/._a.md", "map/.git/config", "~$nota.docx", "a.md"]

    assert unpack(made_zip(map(part, names))) == Unpacked((Entry("a.md", b"tekst"),), ())


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("café.md".encode(), 0x800),
        ("café.md".encode("cp437"), 0),
        ("café.md".encode(), 0),  # macOS does not say that it is UTF-8
    ],
)
def test_a_name_is_read_in_the_encoding_that_it_has(name, flags):
    (entry,) = unpack(made_zip([replace(part("a.md"), name=name, flags=flags)])).entries

    assert entry.name == "café.md"


@pytest.mark.parametrize(
    "name",
    [
        "../a.md",
        "map/../../a.md",
        "/etc/a.md",
        "C:\\a.md",
        "c:a.md",
        "map\\a.md",
        "..\\a.md",
        "../.verborgen",
    ],
)
def test_a_path_to_elsewhere_is_refused(name):
    assert refusals(part(name)) == [(name, EntryRefusal.PATH)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nota\u202efdp.exe", "notafdp.exe"),
        ("a\nb.md", "a b.md"),
        ("a\0.md", "a.md"),
        ("\u200b.md", ".md"),
        (" ", ""),
        ("x" * 201 + ".md", "x" * 200),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused_and_told_without_what_it_hides(name, shown):
    assert refusals(part(name)) == [(shown, EntryRefusal.NAME)]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_what_is_no_file_is_refused(kind):
    assert refusals(part("a.md", b"/etc/passwd", mode=kind | 0o777)) == [("a.md", EntryRefusal.NO_FILE)]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (part("a.md", flags=0x801), EntryRefusal.ENCRYPTED),
        (part("a.md", flags=0x841), EntryRefusal.ENCRYPTED),
        (part("a.zip"), EntryRefusal.ARCHIVE),
        (part("map/a.TAR.GZ"), EntryRefusal.ARCHIVE),
        (part("a.md", checksum=1), EntryRefusal.BROKEN),
        (part("a.md", method=99), EntryRefusal.BROKEN),
        (part("a.md", method=zipfile.ZIP_LZMA), EntryRefusal.BROKEN),
        (part("a.md", b"tekst" * 99, size=5), EntryRefusal.BROKEN),
        (Part(b"a.md", b"geen deflate", 100), EntryRefusal.BROKEN),
    ],
)
def test_a_bad_file_is_refused_beside_a_good_one(one, reason):
    assert [found for _, found in refusals(one)] == [reason]


def test_the_first_of_two_files_of_one_name_is_taken():
    unpacked = unpack(made_zip([part("a/Nota.md", b"een"), part("b/nota.MD", b"twee")]))

    assert unpacked == Unpacked(
        (Entry("Nota.md", b"een"),), (RefusedEntry("b/nota.MD", EntryRefusal.SAME_NAME),)
    )


def test_a_file_that_is_too_large_is_refused_beside_one_that_is_not():
    noise = random.Random(1).randbytes(2000)

    unpacked = unpack(made_zip([part("groot.pdf", noise), part("a.md")]), ArchiveLimits(file_bytes=1999))

    assert unpacked == Unpacked(
        (Entry("a.md", b"tekst"),), (RefusedEntry("groot.pdf", EntryRefusal.TOO_LARGE),)
    )


def test_an_archive_with_a_bomb_is_refused_as_a_whole():
    bombed = made_zip([part("goed.md"), bomb("niets.txt", GIGABYTE, unit=b"\0")])

    assert refusal(bombed) is ArchiveRefusal.BOMB


def test_a_bomb_that_says_it_is_small_is_unpacked_no_further_than_that():
    lying = bomb("niets.txt", GIGABYTE, said=MEGABYTE)
    data = made_zip([lying, replace(lying, name=b"geen som.txt", checksum=zlib.crc32(b" " * MEGABYTE))])
    tracemalloc.start()
    try:
        unpacked = unpack(data)
        assert tracemalloc.get_traced_memory()[1] < 10 * MEGABYTE
    finally:
        tracemalloc.stop()

    assert unpacked.refused == (RefusedEntry("niets.txt", EntryRefusal.BROKEN),)
    assert [len(entry.data) for entry in unpacked.entries] == [MEGABYTE]


def test_more_files_than_the_limit_are_refused_but_folders_do_not_count():
    limits = ArchiveLimits(files=2)
    files = [part("a.md"), part("b.md"), part("map/"), part("__MACOSX/a.md")]

    assert len(unpack(made_zip(files), limits).entries) == 2
    assert refusal(made_zip([*files, part("c.md")]), limits) is ArchiveRefusal.TOO_MANY_FILES


def test_a_list_of_very_many_files_is_refused_before_it_is_read():
    assert refusal(made_zip([part("a", b"")]) + b"PK\x01\x02" * 50_001) is ArchiveRefusal.TOO_MANY_FILES


def test_more_bytes_together_than_the_limit_are_refused():
    files = [part(f"{number}.md", b"tekst" * 10) for number in range(3)]

    assert refusal(made_zip(files), ArchiveLimits(total_bytes=149)) is ArchiveRefusal.TOO_LARGE


def test_files_that_lie_over_each_other_are_refused_or_counted_apart():
    """One packed text that is listed many times, as in a bomb that is not nested."""
    archive = made_zip([part("a.md", b"tekst" * 10)])
    listed = archive.index(b"PK\x01\x02")
    end = archive.index(b"PK\x05\x06")
    entry = archive[listed:end]
    many = archive[:listed] + entry * 3
    size = len(entry) * 3
    data = many + archive[end : end + 8] + b"\3\0\3\0" + size.to_bytes(4, "little") + archive[end + 16 :]

    assert [refused.reason for refused in unpack(data).refused] == [EntryRefusal.SAME_NAME] * 2


@pytest.mark.parametrize(
    "data", [b"", b"geen zip", b"PK\x03\x04" + bytes(100), made_zip([part("a.md")])[:-30]]
)
def test_what_is_no_whole_zip_is_refused(data):
    assert refusal(data) is ArchiveRefusal.BROKEN


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_archive_is_refused_or_gives_files_with_good_names(data):
    valid = made_zip([part("a.md"), part("map/b.md", b"x" * 50), part("ü.md", flags=0)])
    at = data.draw(st.integers(0, len(valid) - 1))
    damaged = valid[:at] + data.draw(st.binary(max_size=8)) + valid[at + data.draw(st.integers(0, 8)) :]

    try:
        unpacked = unpack(damaged)
    except ArchiveRefused:
        return
    assert all("/" not in entry.name and entry.name.strip() for entry in unpacked.entries)
