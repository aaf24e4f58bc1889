"""What changed between two generations, in documents and in passages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from pydantic import TypeAdapter

from index.embedded_text import passage_text, text_key
from knowledge.document import Document
from knowledge.passage import Passage

_DOCUMENT = TypeAdapter(Document)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many passages are new, changed, removed and unchanged.

    A passage counts as changed when it takes the place of another in the same document.
    """

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """Names of the documents that are new, changed and removed, and how many are unchanged."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def document_hashes(documents: Iterable[Document]) -> dict[str, str]:
    """Return a hash of all that is in each document, by its name; namesakes share one."""
    hashes: dict[str, str] = {}
    for document in documents:
        digest = sha256(hashes.get(document.source.document, "").encode())
        digest.update(_DOCUMENT.dump_json(document))
        hashes[document.source.document] = digest.hexdigest()
    return hashes


def document_changes(before: Mapping[str, str], after: Mapping[str, str]) -> DocumentChanges:
    """Compare the hashes of documents by name."""
    both = before.keys() & after.keys()
    changed = {name for name in both if before[name] != after[name]}
    return DocumentChanges(
        tuple(sorted(after.keys() - both)),
        tuple(sorted(changed)),
        tuple(sorted(before.keys() - both)),
        len(both) - len(changed),
    )


def passage_changes(before: Iterable[Passage], after: Iterable[Passage]) -> Changes:
    """Compare passages by document and embedded text."""
    old, new = _counted(before), _counted(after)
    added = _per_document(new - old)
    removed = _per_document(old - new)
    changed = (added & removed).total()
    return Changes(added.total() - changed, changed, removed.total() - changed, (old & new).total())


def _counted(passages: Iterable[Passage]) -> Counter[tuple[str, bytes]]:
    return Counter((passage.source.document, text_key(passage_text(passage))) for passage in passages)


def _per_document(counted: Counter[tuple[str, bytes]]) -> Counter[str]:
    documents: Counter[str] = Counter()
    for (document, _), count in counted.items():
        documents[document] += count
    return documents
