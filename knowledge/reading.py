"""Files become documents."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from knowledge.document import Document, Section, Source
from knowledge.normalise import clean
from knowledge.readers.content import Content
from knowledge.signature import check
from knowledge.unreadable import Rejected, SkipReason, Unreadable

__all__ = ["SkipReason", "Unreadable", "read", "read_folder"]

MAX_BYTES = 50 * 2**20

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
_GLOSSARY = "glossary.toml"


class _Reader(Protocol):
    def read(self, data: bytes) -> Content: ...


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read one file.

    Args:
        path: the file; its extension tells the format.
        max_bytes: larger files are refused unread.

    Raises:
        Unreadable: the file holds nothing that can be read; the only exception that escapes.
    """
    try:
        content = _content(path, max_bytes)
    except Rejected as rejected:
        raise Unreadable(path, rejected.reason, rejected.detail) from rejected
    except Exception as error:  # a broken file can make a library raise anything
        raise Unreadable(path, SkipReason.BROKEN, clean(f"{type(error).__name__}: {error}")) from error
    source = Source(
        document=path.name,
        title=content.title or clean(path.stem) or path.name,
        url=content.url,
        publisher=content.publisher,
        date=content.date,
        incomplete=content.incomplete,
    )
    return Document(source, tuple(_without_title(content.sections, source.title)))


def read_folder(folders: Sequence[Path], *, max_bytes: int = MAX_BYTES) -> Iterator[Document | Unreadable]:
    """Read every file in the folders and below, in sorted order; a path may be a file as well.

    Hidden files, lock files of office programs and the glossary are passed over. A second file of
    the same name is called by its path within its folder.

    Raises:
        FileNotFoundError: one of the paths does not exist.
    """
    names: set[str] = set()
    for folder in folders:
        for path in _files(folder):
            try:
                document = read(path, max_bytes=max_bytes)
            except Unreadable as unreadable:
                yield unreadable
                continue
            name = _free_name(path, folder, names)
            names.add(name)
            yield replace(document, source=replace(document.source, document=name))


def _content(path: Path, max_bytes: int) -> Content:
    extension = path.suffix.lower()
    if extension not in _READERS:
        raise Rejected(SkipReason.UNKNOWN_FORMAT, extension)
    with path.open("rb") as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise Rejected(SkipReason.TOO_LARGE, f"more than {max_bytes} bytes")
    check(data, extension)
    # A format's library is imported when its first file comes: together they cost half a second.
    reader = cast("_Reader", import_module(f"knowledge.readers.{_READERS[extension]}"))
    content = reader.read(data)
    if not content.sections:
        raise Rejected(SkipReason.EMPTY)
    return content


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
