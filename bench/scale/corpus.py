"""Real passages to measure with, and vectors of theirs that are embedded once and kept."""

import json
import lzma
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedded_text import passage_text
from index.embedding.embedder import Embedder, Vectors
from knowledge.document import Document, Paragraph, Section, Source
from knowledge.passages import split

EXPECTED = "*.jsonl.xz"
_CHUNK = 500
"""Texts that are embedded before they are written down."""


class NoPassages(Exception):
    """There is nothing to measure with."""


def read_documents(folder: Path) -> list[Document]:
    """Read the passages of a folder as documents, one for each law, in an order drawn once and for all.

    Args:
        folder: holds one file of lines of JSON, compressed with xz, each with `law_id`, `title` and `text`.

    Raises:
        NoPassages: it does not.
    """
    files = sorted(folder.glob(EXPECTED))
    if not files:
        raise NoPassages(
            f"There is no file {EXPECTED} in {folder}. The bench wants a folder with 100,000 passages of "
            'law, a JSON object a line with "law_id", "title" and "text": give it with --passages FOLDER.'
        )
    texts: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    with lzma.open(files[0], "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            texts[entry["law_id"]].append(entry["text"])
            titles[entry["law_id"]] = entry["title"]
    laws = sorted(texts)
    random.Random(0).shuffle(laws)
    return [_document(law, titles[law], texts[law]) for law in laws]


def first_documents(documents: Sequence[Document], passages: int) -> list[Document]:
    """Take documents until they hold so many passages; the last one is cut off where they do."""
    taken: list[Document] = []
    left = passages
    for document in documents:
        sections: list[Section] = []
        for section in document.sections:
            held = len(split(Document(document.source, (section,))))
            if held > left:
                break
            sections.append(section)
            left -= held
        if sections:
            taken.append(Document(document.source, tuple(sections)))
        if left <= 0:
            break
    return taken


def texts_of(documents: Sequence[Document]) -> list[str]:
    """Give what is embedded of the passages of documents, in an order drawn once and for all."""
    texts = [passage_text(passage) for document in documents for passage in split(document)]
    random.Random(1).shuffle(texts)
    return texts


def last_sentence(text: str) -> str:
    """Give something to search for: the last sentence of a passage, or how it begins."""
    return text.splitlines()[-1].split(". ")[-1][:200]


def embedded(texts: Sequence[str], cache: Path, embedder: Embedder) -> Vectors:
    """Embed texts, or take the vectors that are in the cache; what is done is kept when this is broken off.

    Returns:
        Shape (texts, dimensions).
    """
    cache.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(texts), _CHUNK):
        path = cache / f"{start:07}.npy"
        if path.exists():
            continue
        started = time.monotonic()
        vectors = embedder.embed_passages(texts[start : start + _CHUNK])
        with path.with_suffix(".part").open("wb") as stream:
            np.save(stream, vectors.astype(np.float16))
        path.with_suffix(".part").rename(path)
        rate = len(vectors) / (time.monotonic() - started)
        print(
            f"{start + len(vectors):,} of {len(texts):,} embedded, {rate:.0f}/s", file=sys.stderr, flush=True
        )
    return cached(cache, len(texts))


def cached(cache: Path, most: int) -> Vectors:
    """Give the vectors that are in a cache, up to the first that is not; shape (found, dimensions)."""
    found: list[NDArray[np.float16]] = []
    while (path := cache / f"{sum(map(len, found)):07}.npy").exists():
        found.append(np.load(path))
    if not found:
        raise NoPassages(f"There are no vectors in {cache} yet.")
    return np.asarray(np.concatenate(found)[:most], np.float32)


def _document(law: str, title: str, texts: Sequence[str]) -> Document:
    sections = tuple(
        Section((f"Deel {number}",), (Paragraph(" ".join(text.split())),))
        for number, text in enumerate(texts, 1)
    )
    return Document(Source(f"{law}.md", title), sections)
