"""Embedding only what changed: vectors are found again by the hash of the text they were made from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.embedded_text import KEY_BYTES, text_key
from index.embedding.embedder import Embedder, Progress, Vectors

_CHUNK = 2048


class StoredVectors(Mapping[bytes, Vectors]):
    """Vectors on disk by the key of their text, each read when it is asked for."""

    def __init__(self, keys: Sequence[bytes], read: Callable[[int], Vectors]) -> None:
        """Take the keys in the order of the vectors, and what reads the vector at a position."""
        self._positions = {key: position for position, key in enumerate(keys)}
        self._read = read

    def __getitem__(self, key: bytes) -> Vectors:
        """Return the vector, of shape (dimensions,)."""
        return self._read(self._positions[key])

    def __contains__(self, key: object) -> bool:
        """Tell whether there is one, without reading it."""
        return key in self._positions

    def __iter__(self) -> Iterator[bytes]:
        """Go through the keys."""
        return iter(self._positions)

    def __len__(self) -> int:
        """Return how many different texts there are."""
        return len(self._positions)


def write_keys(path: Path, keys: Sequence[bytes]) -> None:
    """Write the keys of texts, in the order of their vectors."""
    np.save(path, np.frombuffer(b"".join(keys), np.uint8).reshape(-1, KEY_BYTES))


def read_keys(path: Path) -> list[bytes]:
    """Read what `write_keys` wrote."""
    return [row.tobytes() for row in np.load(path)]


def vectors_for(
    texts: Sequence[str],
    known: Mapping[bytes, Vectors],
    embedder: Embedder,
    report: Callable[[float], None],
) -> Iterator[Vectors]:
    """Go through the vectors of texts in order, a chunk at a time, and embed only what is not known.

    Args:
        texts: what to embed; a text that is twice in a chunk is embedded once.
        known: vectors to reuse by the key of their text, made by the same model.
        embedder: makes the others.
        report: called now and then with how many more characters of the texts to embed are done.

    Yields:
        Arrays of shape (texts in the chunk, dimensions).
    """
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        keys = [text_key(text) for text in chunk]
        new = {key: text for key, text in zip(keys, chunk, strict=True) if key not in known}
        progress = _in_characters(report, sum(map(len, new.values())))
        made = dict(zip(new, embedder.embed_passages(list(new.values()), progress), strict=True))
        yield np.stack([made[key] if key in made else known[key] for key in keys])


def _in_characters(report: Callable[[float], None], characters: int) -> Progress:
    """Give what turns how many texts are done of those of so many characters into characters more."""
    reported = 0

    def progress(done: int, total: int) -> None:
        nonlocal reported
        report(characters * (done - reported) / total)
        reported = done

    return progress
