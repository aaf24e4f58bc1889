"""Documents become an index, and stay one as they change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.progress import Progress
from bot.reindexing.collection import Collection, fingerprint, read_collection, versions_in
from index.build import Judge, Summary, reindex
from index.durable import replace_text
from index.embedding.embedder import Embedder
from index.generations import NoIndexError, current_generation, is_held
from knowledge.document import Document
from knowledge.unreadable import Unreadable

_STAMP = "documents.json"


class _Stamp(BaseModel):
    """What an index was last made of, to see at a glance whether it still is.

    Attributes:
        folders: that were named.
        fingerprint: of all that was read.
        declined: fingerprint of what was to be indexed later, and did not come to serve.
    """

    folders: tuple[Path, ...]
    fingerprint: str
    declined: str = ""


def index_documents(
    collection: Collection,
    index_dir: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    *,
    judge: Judge | None = None,
    note_read: Callable[[int], None] | None = None,
) -> Summary:
    """Make an index hold exactly these documents, also where it was held at a generation from before.

    Args:
        collection: the documents.
        index_dir: the index; made when missing.
        embedder: the model.
        progress: told how many texts are embedded, out of how many.
        judge: tries the new generation before it serves; None lets any serve.
        note_read: told how many files were read so far.

    Raises:
        FileNotFoundError: a folder is not there.
        LockedError: another process is indexing.
    """
    collection = _resolved(collection)
    made_of = fingerprint(collection)
    # Before the files are read: a version that is written meanwhile then goes under the name of an older one,
    # and is not shown before it is read again. The other way round an older one would go under its name.
    versions = versions_in(collection)
    documents = read_collection(collection)
    if note_read:
        documents = _counted(documents, note_read)
    summary = reindex(documents, index_dir, embedder, progress=progress, judge=judge, versions=versions)
    if summary.refused:
        _decline(made_of, collection, index_dir)
    else:
        _keep(_Stamp(folders=collection.folders, fingerprint=made_of), index_dir)
    return summary


def decline(collection: Collection, index_dir: Path) -> None:
    """Leave the index as it is, until these documents change or somebody asks for it."""
    collection = _resolved(collection)
    _decline(fingerprint(collection), collection, index_dir)


def bring_up_to_date(
    collection: Collection, index_dir: Path, embedder: Embedder, progress: Progress | None = None
) -> None:
    """Index the documents where `is_behind` says that it is time.

    Args:
        collection: the documents; where it names no folders, those that the index was last made of.
        index_dir: the index.
        embedder: the model; an index of another model is made anew.
        progress: told how many texts are embedded, out of how many.

    Raises:
        FileNotFoundError: a folder is not there.
        LockedError: another process is indexing.
    """
    collection = as_before(collection, index_dir)
    if is_behind(collection, index_dir, embedder.name):
        index_documents(collection, index_dir, embedder, progress)


def as_before(collection: Collection, index_dir: Path) -> Collection:
    """Where no folders are named, name those that the index was last made of."""
    stamp = _last_stamp(index_dir)
    return collection if collection.folders or not stamp else replace(collection, folders=stamp.folders)


def is_behind(collection: Collection, index_dir: Path, model: str) -> bool:
    """Whether documents were not indexed yet, or changed since, and nobody decided that this is to stay so.

    Decided it is where an admin went back to a generation from before, and where the one that is made of
    these documents was refused, or an admin stopped the making of it.

    Args:
        collection: the documents.
        index_dir: the index.
        model: name of the embedder; an index of another model is always behind.
    """
    if not serves(index_dir, model):
        return True
    if is_held(index_dir):
        return False
    stamp = _last_stamp(index_dir)
    return stamp is None or fingerprint(_resolved(collection)) not in {stamp.fingerprint, stamp.declined}


def serves(index_dir: Path, model: str) -> bool:
    """Whether there is an index that this model made."""
    try:
        return current_generation(index_dir).manifest.model == model
    except NoIndexError:
        return False


def _counted(
    read: Iterable[Document | Unreadable], note_read: Callable[[int], None]
) -> Iterator[Document | Unreadable]:
    for count, document in enumerate(read, 1):
        note_read(count)
        yield document


def _resolved(collection: Collection) -> Collection:
    return replace(collection, folders=tuple(folder.resolve() for folder in collection.folders))


def _decline(made_of: str, collection: Collection, index_dir: Path) -> None:
    before = _last_stamp(index_dir) or _Stamp(folders=collection.folders, fingerprint="")
    _keep(before.model_copy(update={"declined": made_of}), index_dir)


def _keep(stamp: _Stamp, index_dir: Path) -> None:
    replace_text(index_dir / _STAMP, stamp.model_dump_json())


def _last_stamp(index_dir: Path) -> _Stamp | None:
    try:
        return _Stamp.model_validate_json((index_dir / _STAMP).read_bytes())
    except (OSError, ValidationError):
        return None
