"""Building an index from documents, and bringing it up to date with little work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from index.changes import Changes, DocumentChanges, document_changes, document_hashes, passage_changes
from index.dense import DenseIndex, write_line_vectors, write_passage_vectors
from index.embedded_text import line_text, passage_text, text_key
from index.embedding.embedder import Embedder, Progress, Vectors
from index.generations import FORMAT, Generation, Manifest, NoIndexError, current_generation
from index.lexical import write_lexical
from index.passage_store import PassageStore, write_passages
from index.reuse import StoredVectors, read_keys, vectors_for, write_keys
from index.search import Index
from index.switching import builder, candidate, commit, release
from knowledge.document import Document
from knowledge.passage import Passage
from knowledge.passages import split
from knowledge.unreadable import Unreadable

MAX_WORDS = 120
"""Most words in a passage."""

Judge = Callable[[Index], Mapping[str, int] | None]
"""Tries a generation before it serves: gives what is to be kept with it, or None where it may not serve."""

_PASSAGE_KEYS, _LINE_KEYS = "passage_keys.npy", "line_keys.npy"


@dataclass(frozen=True, slots=True)
class Summary:
    """What `reindex` did.

    Attributes:
        built: a new generation was made, and serves.
        refused: one was made, but did not come to serve; with neither, nothing had changed.
        generation: number of the generation that serves now; 0 where none does.
        documents: what is different from the generation before, in documents.
        passages: the same, counted in passages.
        embedded: how many texts (passages and lines) were embedded; other vectors were reused.
        skipped: files that could not be read, with the reason.
    """

    built: bool
    refused: bool
    generation: int
    documents: DocumentChanges
    passages: Changes
    embedded: int
    skipped: tuple[Unreadable, ...]


def reindex(
    read: Iterable[Document | Unreadable],
    index_dir: Path,
    embedder: Embedder,
    *,
    progress: Progress | None = None,
    judge: Judge | None = None,
    versions: Mapping[str, str] | None = None,
) -> Summary:
    """Make the index hold exactly these documents, also where it was held at a generation from before.

    Only passages and lines whose text changed are embedded. Unchanged input makes no new generation.
    Until the new generation is complete the old one serves, whatever happens.

    Args:
        read: all documents, not only the changed ones, as `knowledge.reading.read_folder` yields them.
            A file that could not be read is left out, also when the index held it before.
        index_dir: the index; made when missing.
        embedder: the model. An index that another model made is built anew.
        progress: called with (texts embedded, texts to embed), where a long text counts for more than a
            short one: so it goes on as evenly as the work does.
        judge: tries the new generation before it serves; None lets any serve.
        versions: what is kept with the generation as the version of a document, by its name; another
            version makes a new generation, also where the document is the same.

    Raises:
        LockedError: another process is building this index.
        OSError: the disk is full or cannot be written.
    """
    with builder(index_dir) as folder:
        documents, skipped = _sort_out(read)
        hashes, versions = document_hashes(documents), versions or {}
        settings = {"max_words": MAX_WORDS}
        made_of = hashes, settings, versions
        previous = _previous(index_dir)
        reusable = previous if previous and previous.manifest.model == embedder.name else None
        if reusable and _made_of(reusable.manifest) == made_of:
            release(index_dir)
            return Summary(
                built=False,
                refused=False,
                generation=reusable.number,
                documents=DocumentChanges(unchanged=len(hashes)),
                passages=Changes(unchanged=reusable.manifest.passages),
                embedded=0,
                skipped=skipped,
            )
        passages = [passage for document in documents for passage in split(document, max_words=MAX_WORDS)]
        old_passages: Iterable[Passage] = PassageStore(previous.folder) if previous else ()
        embedded = _write(folder, passages, reusable, embedder, progress)
        manifest = Manifest(
            format=FORMAT,
            model=embedder.name,
            dimensions=embedder.dimensions,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            settings=settings,
            documents=hashes,
            passages=len(passages),
            lines=sum(len(passage.lines) for passage in passages),
            versions=versions,
        )
        measured = judge(Index(candidate(index_dir, manifest), embedder)) if judge else {}
        refused = measured is None
        if measured is None:
            generation = previous.number if previous else 0
        else:
            generation = commit(index_dir, replace(manifest, measured=measured)).number
    return Summary(
        built=not refused,
        refused=refused,
        generation=generation,
        documents=document_changes(previous.manifest.documents if previous else {}, hashes),
        passages=passage_changes(old_passages, passages),
        embedded=embedded,
        skipped=skipped,
    )


def _sort_out(read: Iterable[Document | Unreadable]) -> tuple[list[Document], tuple[Unreadable, ...]]:
    documents, skipped = [], []
    for result in read:
        if isinstance(result, Unreadable):
            skipped.append(result)
        else:
            documents.append(result)
    return documents, tuple(skipped)


def _made_of(manifest: Manifest) -> tuple[Mapping[str, str], Mapping[str, int | str], Mapping[str, str]]:
    return manifest.documents, manifest.settings, manifest.versions


def _previous(index_dir: Path) -> Generation | None:
    try:
        return current_generation(index_dir)
    except NoIndexError:
        return None


def _write(
    folder: Path,
    passages: Sequence[Passage],
    reusable: Generation | None,
    embedder: Embedder,
    progress: Progress | None,
) -> int:
    """Write all files of a generation but its manifest; return how many texts were embedded."""
    texts = [passage_text(passage) for passage in passages]
    lines = [line_text(passage, line) for passage in passages for line in passage.lines]
    text_keys, line_keys = [text_key(text) for text in texts], [text_key(line) for line in lines]
    known_texts, known_lines = _known(reusable)
    new = {key: len(text) for key, text in zip(text_keys, texts, strict=True) if key not in known_texts}
    new_lines = {key: len(line) for key, line in zip(line_keys, lines, strict=True) if key not in known_lines}
    total = len(new) + len(new_lines)
    characters = sum(new.values()) + sum(new_lines.values())
    done = 0.0

    def report(more: float) -> None:
        nonlocal done
        done += more
        if progress:
            # A text that is in two chunks is embedded twice, and counted once in the total.
            progress(min(round(done / characters * total), total), total)

    write_passages(folder, passages)
    write_lexical(folder, texts)
    write_keys(folder / _PASSAGE_KEYS, text_keys)
    write_keys(folder / _LINE_KEYS, line_keys)
    dimensions = embedder.dimensions
    write_passage_vectors(folder, dimensions, vectors_for(texts, known_texts, embedder, report))
    lines_per_passage = [len(passage.lines) for passage in passages]
    line_vectors = vectors_for(lines, known_lines, embedder, report)
    write_line_vectors(folder, dimensions, lines_per_passage, line_vectors)
    return total


def _known(generation: Generation | None) -> tuple[Mapping[bytes, Vectors], Mapping[bytes, Vectors]]:
    """Return the vectors of the passages and of the lines of a generation."""
    if not generation:
        return {}, {}
    dense = DenseIndex(generation.folder)
    return (
        StoredVectors(read_keys(generation.folder / _PASSAGE_KEYS), dense.passage_vector),
        StoredVectors(read_keys(generation.folder / _LINE_KEYS), dense.line_vector),
    )
