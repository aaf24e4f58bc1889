"""Embedding only what changed: vectors are found again by the hash of the text they were made from."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.backend import StoredVectors
from index.embedded_text import text_key
from index.embedding.embedder import Embedder, Progress, Vectors

_CHUNK = 2048


def vectors_for(
    texts: Sequence[str],
    known: StoredVectors | None,
    embedder: Embedder,
    report: Callable[[float], None],
) -> Iterator[Vectors]:
    """Go through the vectors of texts in order, a chunk at a time, and embed only what is not known.

    Args:
        texts: what to embed; a text that is twice in a chunk is embedded once.
        known: vectors to reuse, made by the same model; None where there are none.
        embedder: makes the others.
        report: called now and then with how many more characters of the texts to embed are done.

    Yields:
        Arrays of shape (texts in the chunk, dimensions).
    """
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        keys = [text_key(text) for text in chunk]
        vectors = dict(known.read(keys)) if known else {}
        new = {key: text for key, text in zip(keys, chunk, strict=True) if key not in vectors}
        progress = _in_characters(report, sum(map(len, new.values())))
        vectors |= zip(new, embedder.embed_passages(list(new.values()), progress), strict=True)
        yield np.stack([vectors[key] for key in keys])


def _in_characters(report: Callable[[float], None], characters: int) -> Progress:
    """Give what turns how many texts are done of those of so many characters into characters more."""
    reported = 0

    def progress(done: int, total: int) -> None:
        nonlocal reported
        report(characters * (done - reported) / total)
        reported = done

    return progress
