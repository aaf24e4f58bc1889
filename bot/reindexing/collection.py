"""What an index is made of, wherever that comes from."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.library.folder import AboutLibrary, about_library
from bot.settings import Settings
from knowledge.apart import Limits
from knowledge.document import Document
from knowledge.glossary import as_document, load_glossary, shipped_documents
from knowledge.reading import read_folder
from knowledge.reading_apart import ReadingApart
from knowledge.unreadable import Unreadable

_LIMITS = Limits(seconds=300)
"""Longer than who adds a document waits for it: what is read here gives way to all else on the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What an index is made of.

    Attributes:
        folders: files and folders; when empty, the documents and the glossary that come with Wegwijzer.
        lessons: folder with what was learned; None or a missing one for nothing.
        library: folder with what admins added and withdrew; None or a missing one for nothing.
    """

    folders: tuple[Path, ...] = ()
    lessons: Path | None = None
    library: Path | None = None


def collection_of(settings: Settings) -> Collection:
    """Give what the index of the assistant is made of."""
    return Collection(folders=settings.documents, lessons=settings.lessons_dir, library=settings.library_dir)


def read_collection(collection: Collection) -> Iterator[Document | Unreadable]:
    """Read all documents, in a process of its own that keeps to limits.

    What an admin added takes the place of a document of that name; what was withdrawn is left out.

    Raises:
        FileNotFoundError: a folder is not there.
        WorkerError: the process does not start.
    """
    library = _library(collection)
    about = about_library(library) if library else AboutLibrary()
    left_out = set(about.withdrawn)
    with ReadingApart(_LIMITS) as apart:
        for found in read_folder([library] if library else [], read=apart.read):
            left_out.add(_name(found))
            kept = about.files.get(_name(found))
            yield _fetched_from(found, kept.url) if kept and isinstance(found, Document) else found
        for found in read_folder(_folders(collection), read=apart.read):
            if _name(found) not in left_out:
                yield found
    if not collection.folders:
        glossary = as_document(load_glossary())
        if _name(glossary) not in left_out:
            yield glossary


def versions_in(collection: Collection) -> Mapping[str, str]:
    """Give the version of each document that admins added, by its name."""
    library = _library(collection)
    return about_library(library).versions if library else {}


def fingerprint(collection: Collection) -> str:
    """Tell whether files were added, removed or written to, without reading them."""
    seen = hashlib.sha256()
    folders = (
        *(collection.folders or (shipped_documents().parent,)),
        *(folder.resolve() for folder in (collection.lessons, collection.library) if folder),
    )
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            # What Python compiles beside the shipped documents says nothing of them.
            if path.is_file() and path.suffix != ".pyc":
                status = path.stat()
                seen.update(f"{os.fspath(path)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _library(collection: Collection) -> Path | None:
    return collection.library if collection.library and collection.library.exists() else None


def _folders(collection: Collection) -> list[Path]:
    lessons = collection.lessons
    return [
        *(collection.folders or (shipped_documents(),)),
        *([lessons] if lessons and lessons.exists() else []),
    ]


def _name(found: Document | Unreadable) -> str:
    return found.path.name if isinstance(found, Unreadable) else found.source.document


def _fetched_from(document: Document, url: str) -> Document:
    return replace(document, source=replace(document.source, url=url)) if url else document
