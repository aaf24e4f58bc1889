"""Documents become an index, and stay one as they change."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.progress import Progress
from index.build import Summary, reindex
from index.embedding.embedder import Embedder
from index.generations import NoIndexError, current_generation
from knowledge.document import Document
from knowledge.glossary import as_document, load_glossary, shipped_documents
from knowledge.reading import read_folder
from knowledge.unreadable import Unreadable

_STAMP = "documents.json"


class _Stamp(BaseModel):
    """What an index was last made of, to see at a glance whether it still is."""

    folders: tuple[Path, ...]
    fingerprint: str


def index_documents(
    folders: Sequence[Path],
    index_dir: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    lessons: Path | None = None,
) -> Summary:
    """Make an index hold exactly these documents.

    Args:
        folders: files and folders; when empty, the documents and the glossary that come with Wegwijzer.
        index_dir: the index; made when missing.
        embedder: the model.
        progress: told how many texts are embedded, out of how many.
        lessons: folder with what was learned, indexed besides; None or a missing one for nothing.

    Raises:
        FileNotFoundError: a folder is not there.
        LockedError: another process is indexing.
    """
    folders = tuple(folder.resolve() for folder in folders)
    stamp = _Stamp(folders=folders, fingerprint=_fingerprint(folders, lessons))
    summary = reindex(_read(folders, lessons), index_dir, embedder, progress=progress)
    (index_dir / _STAMP).write_text(stamp.model_dump_json())
    return summary


def bring_up_to_date(
    folders: Sequence[Path],
    index_dir: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    lessons: Path | None = None,
) -> None:
    """Index the documents where that was not done yet, or where they changed since.

    Args:
        folders: what to index; when empty, what the index was last made of.
        index_dir: the index.
        embedder: the model; an index of another model is made anew.
        progress: told how many texts are embedded, out of how many.
        lessons: folder with what was learned, indexed besides; None or a missing one for nothing.

    Raises:
        FileNotFoundError: a folder is not there.
        LockedError: another process is indexing.
    """
    stamp = _last_stamp(index_dir)
    wanted = tuple(folder.resolve() for folder in folders) or (stamp.folders if stamp else ())
    current = _Stamp(folders=wanted, fingerprint=_fingerprint(wanted, lessons))
    if stamp != current or _model_of(index_dir) != embedder.name:
        index_documents(wanted, index_dir, embedder, progress, lessons)


def _read(folders: Sequence[Path], lessons: Path | None) -> Iterator[Document | Unreadable]:
    besides = [lessons] if lessons and lessons.exists() else []
    yield from read_folder([*(folders or (shipped_documents(),)), *besides])
    if not folders:
        yield as_document(load_glossary())


def _fingerprint(folders: Sequence[Path], lessons: Path | None) -> str:
    """Tell whether files were added, removed or written to, without reading them."""
    seen = hashlib.sha256()
    besides = [lessons.resolve()] if lessons else []
    for folder in (*(folders or (shipped_documents().parent,)), *besides):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file():
                status = path.stat()
                seen.update(f"{os.fspath(path)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _last_stamp(index_dir: Path) -> _Stamp | None:
    try:
        return _Stamp.model_validate_json((index_dir / _STAMP).read_bytes())
    except (OSError, ValidationError):
        return None


def _model_of(index_dir: Path) -> str | None:
    try:
        return current_generation(index_dir).manifest.model
    except NoIndexError:
        return None
