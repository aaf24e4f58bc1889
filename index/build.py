"""Building an index from documents, and bringing it up to date with little work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from index.backend import Building, Generations, Opened, StoredVectors
from index.changes import Changes, DocumentChanges, document_changes, document_hashes, passage_changes
from index.embedded_text import line_text, passage_text, text_key
from index.embedding.embedder import Embedder, Progress
from index.generations import FORMAT, Generation, Manifest, NoIndexError
from index.reuse import vectors_for
from index.search import Index
from knowledge.document import Document
from knowledge.passage import Passage
from knowledge.passages import split
from knowledge.unreadable import Unreadable

MAX_WORDS = 120
"""Most words in a passage."""

Judge = Callable[[Index], Mapping[str, int] | None]
"""Tries a generation before it serves: gives what is to be kept with it, or None where it may not serve."""


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
    generations: Generations,
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
        generations: the index; made when missing.
        embedder: the model. An index that another model made is built anew.
        progress: called with (texts embedded, texts to embed), where a long text counts for more than a
            short one: so it goes on as evenly as the work does.
        judge: tries the new generation before it serves; None lets any serve.
        versions: what is kept with the generation as the version of a document, by its name; another
            version makes a new generation, also where the document is the same.

    Raises:
        LockedError: another process is building this index.
        OSError: the disk is full or cannot be written.
        IndexUnavailable: the database that the index is in does not answer.
    """
    with generations.builder() as building:
        documents, skipped = _sort_out(read)
        hashes, versions = document_hashes(documents), versions or {}
        settings = {"max_words": MAX_WORDS}
        made_of = hashes, settings, versions
        previous = _previous(generations)
        reusable = previous if previous and previous.manifest.model == embedder.name else None
        if reusable and _made_of(reusable.manifest) == made_of:
            building.release()
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
        before = _opened(generations, previous)
        embedded = _write(building, passages, before if reusable else None, embedder, progress)
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
        candidate = Generation(building.number, manifest)
        measured = judge(Index(candidate, building.open(), embedder)) if judge else {}
        refused = measured is None
        if measured is None:
            generation = previous.number if previous else 0
        else:
            generation = building.commit(replace(manifest, measured=measured)).number
        return Summary(
            built=not refused,
            refused=refused,
            generation=generation,
            documents=document_changes(previous.manifest.documents if previous else {}, hashes),
            passages=passage_changes(before or (), passages),
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


def _previous(generations: Generations) -> Generation | None:
    try:
        return generations.current()
    except NoIndexError:
        return None


def _opened(generations: Generations, generation: Generation | None) -> Opened | None:
    return generations.open(generation) if generation else None


def _write(
    building: Building,
    passages: Sequence[Passage],
    reusable: Opened | None,
    embedder: Embedder,
    progress: Progress | None,
) -> int:
    """Write all of a generation but its manifest; return how many texts were embedded."""
    texts = [passage_text(passage) for passage in passages]
    lines = [line_text(passage, line) for passage in passages for line in passage.lines]
    text_keys, line_keys = [text_key(text) for text in texts], [text_key(line) for line in lines]
    known_texts = reusable.known_passages() if reusable else None
    known_lines = reusable.known_lines() if reusable else None
    new, new_lines = _lengths(texts, text_keys, known_texts), _lengths(lines, line_keys, known_lines)
    total = len(new) + len(new_lines)
    characters = sum(new.values()) + sum(new_lines.values())
    done = 0.0

    def report(more: float) -> None:
        nonlocal done
        done += more
        if progress:
            # A text that is in two chunks is embedded twice, and counted once in the total.
            progress(min(round(done / characters * total), total), total)

    building.write_passages(passages, texts)
    dimensions = embedder.dimensions
    building.write_passage_vectors(dimensions, text_keys, vectors_for(texts, known_texts, embedder, report))
    building.write_line_vectors(dimensions, line_keys, vectors_for(lines, known_lines, embedder, report))
    return total


def _lengths(texts: Sequence[str], keys: Sequence[bytes], known: StoredVectors | None) -> Mapping[bytes, int]:
    """Give the length of each different text that is not known, by its key."""
    return {
        key: len(text) for key, text in zip(keys, texts, strict=True) if known is None or key not in known
    }
