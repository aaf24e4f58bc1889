"""Vectors in files, found again by the key of the text that they were made from."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.embedded_text import KEY_BYTES
from index.embedding.embedder import Vectors

PASSAGE_KEYS, LINE_KEYS = "passage_keys.npy", "line_keys.npy"


class VectorsByKey:
    """Vectors in files by the key of their text; see `index.backend.StoredVectors`."""

    def __init__(self, path: Path, read: Callable[[int], Vectors]) -> None:
        """Read the keys, in the order of the vectors, and take what reads the vector at a position."""
        rows = np.load(path)
        self._positions = {row.tobytes(): position for position, row in enumerate(rows)}
        self._read = read

    def __contains__(self, key: object) -> bool:
        """Tell whether there is one, without reading it."""
        return key in self._positions

    def read(self, keys: Sequence[bytes]) -> Mapping[bytes, Vectors]:
        """Return those that there are of these."""
        return {key: self._read(self._positions[key]) for key in keys if key in self._positions}


def write_keys(path: Path, keys: Sequence[bytes]) -> None:
    """Write the keys of texts, in the order of their vectors."""
    np.save(path, np.frombuffer(b"".join(keys), np.uint8).reshape(-1, KEY_BYTES))
