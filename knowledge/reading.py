"""Files become documents."""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from knowledge.document import Document, Section, Source
from knowledge.file_name import BadName, bad_name
from knowledge.normalise import clean
from knowledge.readers.content import Content
from knowledge.signature import check
from knowledge.unreadable import Rejected, SkipReason, Unreadable

__all__ = ["EXTENSIONS", "SkipReason", "Unreadable", "load", "read", "read_bytes", "read_folder"]

MAX_BYTES = 50 * 2**20

_MOST_SHOWN = 300
_WEB_ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)

_READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".odt": "odt",
}
EXTENSIONS = frozenset(_READERS)
"""What names of files end in that can be read."""

_WITH_MACROS = frozenset(f".{name}" for name in "docm dotm xlsm xltm xlam pptm potm ppsm ppam".split())
_GLOSSARY = "glossary.toml"


class _Reader(Protocol):
    def read(self, data: bytes) -> Content: ...


def read(path: Path) -> Document:
    """Read one file in this process; see :mod:`knowledge.reading_apart` for files that others sent.

    Args:
        path: the file; its extension tells the format.

    Raises:
        Unreadable: the file holds nothing that can be read; the only exception that escapes.
    """
    return _document(path, load(path))


def read_bytes(name: str, data: bytes) -> Document:
    """Read what a file holds.

    Args:
        name: file name; its extension tells the format.
        data: the bytes of the file.

    Raises:
        Unreadable: there is nothing in it that can be read; the only exception that escapes.
    """
    return _document(Path(name), data)


def load(path: Path) -> bytes:
    """Give the bytes of a file that may be one to read: of a known format and not too large.

    Raises:
        Unreadable: it is not, or the disk refuses it.
    """
    try:
        _check_name(path)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Rejected(SkipReason.BROKEN, "no file")
        _check_size(status.st_size)  # before a byte of it is in memory
        with path.open("rb") as file:
            return file.read(status.st_size)
    except Rejected as rejected:
        raise _unreadable(path, rejected) from rejected
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise Unreadable(path, SkipReason.BROKEN, clean(f"{type(error).__name__}: {error}")) from error


def read_folder(
    folders: Sequence[Path], *, read: Callable[[Path], Document] = read
) -> Iterator[Document | Unreadable]:
    """Read every file in the folders and below, in sorted order; a path may be a file as well.

    Hidden files, lock files of office programs and the glossary are passed over. A second file of
    the same name is called by its path within its folder.

    Args:
        folders: folders and files.
        read: how one file is read: here, or apart.

    Raises:
        FileNotFoundError: one of the paths does not exist.
    """
    names: set[str] = set()
    for folder in folders:
        for path in _files(folder):
            try:
                document = read(path)
            except Unreadable as unreadable:
                yield unreadable
                continue
            name = _free_name(path, folder, names)
            names.add(name)
            yield replace(document, source=replace(document.source, document=name))


def _document(path: Path, data: bytes) -> Document:
    try:
        content = _content(path, data)
    except Rejected as rejected:
        raise _unreadable(path, rejected) from rejected
    except MemoryError as error:
        raise Unreadable(path, SkipReason.TOO_MUCH_MEMORY) from error
    except Exception as error:  # a broken file can make a library raise anything
        detail = _short(clean(f"{type(error).__name__}: {error}"))
        raise Unreadable(path, SkipReason.BROKEN, detail) from error
    title = content.title or clean(path.stem) or path.name
    source = Source(
        document=path.name,
        title=_short(title),
        url=content.url if _WEB_ADDRESS.fullmatch(content.url) and content.url.isprintable() else "",
        publisher=_short(content.publisher),
        date=_short(content.date),
        incomplete=content.incomplete,
    )
    return Document(source, tuple(_without_title(content.sections, title)))


def _unreadable(path: Path, rejected: Rejected) -> Unreadable:
    """Say of which file something was found; a name that cannot be shown is given without what it hides."""
    is_shown = rejected.reason is not SkipReason.BAD_NAME
    return Unreadable(path if is_shown else Path(clean(str(path))), rejected.reason, rejected.detail)


def _content(path: Path, data: bytes) -> Content:
    _check_name(path)
    _check_size(len(data))
    extension = path.suffix.lower()
    check(data, extension)
    # A format's library is imported when its first file comes: together they cost half a second.
    reader = cast("_Reader", import_module(f"knowledge.readers.{_READERS[extension]}"))
    content = reader.read(data)
    if not content.sections:
        raise Rejected(SkipReason.EMPTY)
    return content


def _check_name(path: Path) -> None:
    if bad_name(path.name) is BadName.UNSHOWN_CHARACTERS:
        raise Rejected(SkipReason.BAD_NAME)
    extension = path.suffix.lower()
    if extension in _WITH_MACROS:
        raise Rejected(SkipReason.MACROS, extension)
    if extension not in _READERS:
        raise Rejected(SkipReason.UNKNOWN_FORMAT, extension)


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise Rejected(SkipReason.TOO_LARGE, f"more than {MAX_BYTES} bytes")


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1].rstrip()}…"


def _without_title(sections: Sequence[Section], title: str) -> Iterator[Section]:
    """Take the title off the heading paths under it: it is shown already."""
    leading = True
    for section in sections:
        first = section.headings[0] if section.headings else ""
        leading = leading and first.casefold() == title.casefold()
        yield replace(section, headings=section.headings[1:]) if leading else section


def _files(folder: Path) -> list[Path]:
    if not folder.exists():
        raise FileNotFoundError(folder)
    if not folder.is_dir():
        return [folder]
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files]
    return sorted(path for path in found if path.is_file() and not _is_passed_over(path.name))


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name == _GLOSSARY


def _free_name(path: Path, folder: Path, taken: set[str]) -> str:
    for name in (path.name, path.relative_to(folder).as_posix()):
        if name not in {*taken, "."}:
            return name
    return path.as_posix()
