"""Zip archives: the files in one, with what others may have put in it refused.

What the list of contents says of a file may be a lie, so that no more is unpacked than it says.
"""

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath

from knowledge.file_name import MOST_BYTES, bad_name
from knowledge.normalise import clean

_LISTED = b"PK\x01\x02"
_MOST_LISTED = 50_000
_CHUNK_BYTES = 2**16
_SMALL_BYTES = 10 * 2**20
_ENCRYPTED = 0x41
_UTF8_FLAG = 0x800
# The others can unpack without bound in one step, or ask for gigabytes before they begin.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ARCHIVES = frozenset(
    f".{name}" for name in "7z bz2 cab gz iso jar lz4 rar tar tbz2 tgz txz war xz zip zst".split()
)
_ELSEWHERE = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)")
_PASSED_OVER = (".", "~$", "__MACOSX")
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """What is taken out of an archive.

    Attributes:
        files: most files in it.
        file_bytes: largest file.
        total_bytes: most bytes of all files together.
        ratio: how many times as large as packed a file of more than 10 MB may be: text is ten times as large,
            nothing at all a thousand times.
    """

    files: int = 200
    file_bytes: int = 50 * 2**20
    total_bytes: int = 100 * 2**20
    ratio: int = 100


class EntryRefusal(StrEnum):
    """Why a file in an archive is not taken."""

    PATH = "path"
    NAME = "name"
    NO_FILE = "no_file"
    ENCRYPTED = "encrypted"
    ARCHIVE = "archive"
    SAME_NAME = "same_name"
    TOO_LARGE = "too_large"
    BROKEN = "broken"


class ArchiveRefusal(StrEnum):
    """Why nothing is taken out of an archive."""

    BROKEN = "broken"
    TOO_MANY_FILES = "too_many_files"
    TOO_LARGE = "too_large"
    BOMB = "bomb"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file out of an archive.

    Attributes:
        name: file name, without the folders that it lay in.
        data: its bytes.
    """

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """A file in an archive that is not taken.

    Attributes:
        name: with its folders, safe to show: what is not seen is left out of it, and it may be cut off.
        reason: why.
    """

    name: str
    reason: EntryRefusal


class ArchiveRefused(Exception):
    """An archive of which nothing is taken.

    Attributes:
        reason: why.
    """

    def __init__(self, reason: ArchiveRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive held.

    Attributes:
        entries: the files that are taken, each name once.
        refused: the files that are not; folders, hidden files and what macOS adds are not among them.
    """

    entries: tuple[Entry, ...]
    refused: tuple[RefusedEntry, ...]


class _Refused(Exception):
    def __init__(self, reason: EntryRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def unpack(data: bytes, limits: ArchiveLimits | None = None) -> Unpacked:
    """Unpack a zip archive, in memory.

    Args:
        data: the whole archive.
        limits: what is taken out of it at most.

    Raises:
        ArchiveRefused: no zip archive, too much in it, or made to fill the memory.
    """
    limits = limits or ArchiveLimits()
    if data.count(_LISTED) > _MOST_LISTED:  # before a list of millions is made of them
        raise ArchiveRefused(ArchiveRefusal.TOO_MANY_FILES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpack(archive, limits)
    except _DAMAGE as error:
        raise ArchiveRefused(ArchiveRefusal.BROKEN) from error


def _unpack(archive: zipfile.ZipFile, limits: ArchiveLimits) -> Unpacked:
    files = [(part, path) for part in archive.infolist() if not _is_passed_over(path := _path(part))]
    if len(files) > limits.files:
        raise ArchiveRefused(ArchiveRefusal.TOO_MANY_FILES)
    entries: dict[str, Entry] = {}
    refused: list[RefusedEntry] = []
    total = 0
    for part, path in files:
        try:
            name = _name(part, path)
            key = unicodedata.normalize("NFC", name).casefold()
            if key in entries:
                raise _Refused(EntryRefusal.SAME_NAME)
            data = _read(archive, part, limits)
        except _Refused as refusal:
            refused.append(RefusedEntry(clean(path)[:MOST_BYTES], refusal.reason))
            continue
        total += len(data)
        if total > limits.total_bytes:
            raise ArchiveRefused(ArchiveRefusal.TOO_LARGE)
        entries[key] = Entry(name, data)
    return Unpacked(tuple(entries.values()), tuple(refused))


def _path(part: zipfile.ZipInfo) -> str:
    """Give the path as it was meant: `filename` ends at a NUL, and takes UTF-8 without a flag for CP437."""
    path = part.orig_filename
    if not part.flag_bits & _UTF8_FLAG:
        with suppress(UnicodeError):
            return path.encode("cp437").decode()
    return path


def _is_passed_over(path: str) -> bool:
    if _ELSEWHERE.search(path):
        return False
    names = path.split("/")
    return path.endswith("/") or any(name.startswith(_PASSED_OVER) and name != "." for name in names)


def _name(part: zipfile.ZipInfo, path: str) -> str:
    """Give the name of a file, without its folders.

    Raises:
        _Refused: what the list of contents says of it is enough not to take it.
    """
    name = PurePosixPath(path).name
    if _ELSEWHERE.search(path):
        raise _Refused(EntryRefusal.PATH)
    if bad_name(name):
        raise _Refused(EntryRefusal.NAME)
    if stat.S_IFMT(part.external_attr >> 16) not in (0, stat.S_IFREG):
        raise _Refused(EntryRefusal.NO_FILE)
    if part.flag_bits & _ENCRYPTED:
        raise _Refused(EntryRefusal.ENCRYPTED)
    if PurePosixPath(name).suffix.lower() in _ARCHIVES:
        raise _Refused(EntryRefusal.ARCHIVE)
    if part.compress_type not in _METHODS:
        raise _Refused(EntryRefusal.BROKEN)
    return name


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: ArchiveLimits) -> bytes:
    """Unpack one file.

    Raises:
        _Refused: it is too large or damaged.
        ArchiveRefused: it was made to fill the memory.
    """
    # No more than this comes out, whatever was packed: the rest makes it a damaged file.
    if part.file_size > max(_SMALL_BYTES, limits.ratio * part.compress_size):
        raise ArchiveRefused(ArchiveRefusal.BOMB)
    if part.file_size > limits.file_bytes:
        raise _Refused(EntryRefusal.TOO_LARGE)
    try:
        with archive.open(part) as file:
            # At once, all that was packed would be unpacked before the rest is cut off.
            return b"".join(iter(partial(file.read, _CHUNK_BYTES), b""))
    except _DAMAGE as error:
        raise _Refused(EntryRefusal.BROKEN) from error
