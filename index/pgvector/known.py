"""Vectors in PostgreSQL, found again by the key of the text that they were made from."""

from collections.abc import Mapping, Sequence

from index.embedding.embedder import Vectors
from index.pgvector.connecting import searching
from index.pgvector.loading import read_vector


class VectorsInTable:
    """Vectors of a generation by the key of their text; see `index.backend.StoredVectors`."""

    def __init__(self, url: str, keys: bytes, read: bytes) -> None:
        """Read the keys.

        Args:
            url: address of the database.
            keys: statement that gives the number and key of each vector.
            read: statement that gives the keys and vectors of an array of numbers.
        """
        self._url = url
        self._read = read
        with searching(url) as connection, connection.cursor(binary=True) as cursor:
            self._numbers = {key: number for number, key in cursor.execute(keys)}

    def __contains__(self, key: object) -> bool:
        """Tell whether there is one, without reading it."""
        return key in self._numbers

    def read(self, keys: Sequence[bytes]) -> Mapping[bytes, Vectors]:
        """Return those that there are of these."""
        numbers = [self._numbers[key] for key in keys if key in self._numbers]
        if not numbers:
            return {}
        with searching(self._url) as connection, connection.cursor(binary=True) as cursor:
            return {key: read_vector(sent) for key, sent in cursor.execute(self._read, [numbers])}
