"""Documents become an index, and stay one as they change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ValidationError

from bot.progress import Progress
from bot.reindexing.collection import Collection, fingerprint, read_collection, versions_in
from index.backend import Generations
from index.build import Judge, Summary, reindex
from index.embedding.embedder import Embedder
from index.generations import NoIndexError
from knowledge.document import Document
from knowledge.unreadable import Unreadable

_MACHINES = 50
"""Of so many machines that share an index it is remembered how their files look."""

_Fingerprints = Annotated[
    tuple[str, ...], BeforeValidator(lambda given: (given,) if isinstance(given, str) else given)
]


class _Stamp(BaseModel):
    """What an index was last made of, to see at a glance whether it still is.

    Attributes:
        folders: that were named.
        fingerprint: of all that was read; one for each machine that shares the index, where the same files
            were written at another time.
        generation: that was made of this; 0 where that was not noted.
        declined: fingerprints of what was to be indexed later, and did not come to serve.
    """

    folders: tuple[Path, ...]
    fingerprint: _Fingerprints
    generation: int = 0
    declined: _Fingerprints = ()


def index_documents(
    collection: Collection,
    generations: Generations,
    embedder: Embedder,
    progress: Progress | None = None,
    *,
    judge: Judge | None = None,
    note_read: Callable[[int], None] | None = None,
) -> Summary:
    """Make an index hold exactly these documents, also where it was held at a generation from before.

    Args:
        collection: the documents.
        generations: the index; made when missing.
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
    summary = reindex(documents, generations, embedder, progress=progress, judge=judge, versions=versions)
    if summary.refused:
        _decline(made_of, collection, generations)
    else:
        _keep(made_of, collection, summary, generations)
    return summary


def decline(collection: Collection, generations: Generations) -> None:
    """Leave the index as it is, until these documents change or somebody asks for it."""
    collection = _resolved(collection)
    _decline(fingerprint(collection), collection, generations)


def bring_up_to_date(
    collection: Collection, generations: Generations, embedder: Embedder, progress: Progress | None = None
) -> None:
    """Index the documents where `is_behind` says that it is time.

    Args:
        collection: the documents; where it names no folders, those that the index was last made of.
        generations: the index.
        embedder: the model; an index of another model is made anew.
        progress: told how many texts are embedded, out of how many.

    Raises:
        FileNotFoundError: a folder is not there.
        LockedError: another process is indexing.
    """
    collection = as_before(collection, generations)
    if is_behind(collection, generations, embedder.name):
        index_documents(collection, generations, embedder, progress)


def as_before(collection: Collection, generations: Generations) -> Collection:
    """Where no folders are named, name those that the index was last made of."""
    stamp = _last_stamp(generations)
    return collection if collection.folders or not stamp else replace(collection, folders=stamp.folders)


def is_behind(collection: Collection, generations: Generations, model: str) -> bool:
    """Whether documents were not indexed yet, or changed since, and nobody decided that this is to stay so.

    Decided it is where an admin went back to a generation from before, and where the one that is made of
    these documents was refused, or an admin stopped the making of it.

    Args:
        collection: the documents.
        generations: the index.
        model: name of the embedder; an index of another model is always behind.
    """
    if not serves(generations, model):
        return True
    if generations.is_held():
        return False
    stamp = _last_stamp(generations)
    return stamp is None or fingerprint(_resolved(collection)) not in {*stamp.fingerprint, *stamp.declined}


def serves(generations: Generations, model: str) -> bool:
    """Whether there is an index that this model made."""
    try:
        return generations.current().manifest.model == model
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


def _decline(made_of: str, collection: Collection, generations: Generations) -> None:
    before = _last_stamp(generations) or _Stamp(folders=collection.folders, fingerprint=())
    declined = _more(before.declined, made_of)
    generations.write_stamp(before.model_copy(update={"declined": declined}).model_dump_json())


def _keep(made_of: str, collection: Collection, summary: Summary, generations: Generations) -> None:
    before = _last_stamp(generations)
    is_same = before is not None and before.generation == summary.generation and not summary.built
    stamp = _Stamp(
        folders=collection.folders,
        fingerprint=_more(before.fingerprint, made_of) if before and is_same else (made_of,),
        generation=summary.generation,
    )
    generations.write_stamp(stamp.model_dump_json())


def _more(known: tuple[str, ...], made_of: str) -> tuple[str, ...]:
    return (*(one for one in known if one != made_of), made_of)[-_MACHINES:]


def _last_stamp(generations: Generations) -> _Stamp | None:
    try:
        return _Stamp.model_validate_json(generations.read_stamp() or "")
    except ValidationError:
        return None
