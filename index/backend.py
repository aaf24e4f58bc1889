"""What holds an index: files (`index.files`) or PostgreSQL (`index.pgvector`), behind one interface."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Vectors
from index.generations import Generation, Keeping, Manifest
from knowledge.passage import Passage

CANDIDATES = 100
"""How many passages are looked at, of those that are nearest by meaning and of those by words."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages that may answer a query, and what is known of each; n of them.

    Attributes:
        numbers: which passages, of shape (n,).
        dense: cosine of the query with each, of shape (n,).
        lines: cosines of the query with the lines of each.
        lexical: BM25 score of each, of shape (n,); 0 where it shares no term with the query.
        titles: a number that each shares with the passages of the same title, of shape (n,).
    """

    numbers: NDArray[np.int64]
    dense: Vectors
    lines: Sequence[Vectors]
    lexical: NDArray[np.float32]
    titles: NDArray[np.int32]


class StoredVectors(Protocol):
    """Vectors that were made before, by the key of their text."""

    def __contains__(self, key: object) -> bool:
        """Tell whether there is one, without reading it."""
        ...

    def read(self, keys: Sequence[bytes]) -> Mapping[bytes, Vectors]:
        """Return those that there are of these, each of shape (dimensions,)."""
        ...


class Opened(Protocol):
    """A generation, opened to search in; safe to use from several threads."""

    def candidates(self, text: str, vector: Vectors, hidden: Collection[str]) -> Candidates:
        """Return what may answer a query.

        Args:
            text: the query.
            vector: what to search with by meaning, of shape (dimensions,) and length 1.
            hidden: names of documents that may not be found, and leave no trace in what is.

        Raises:
            IndexUnavailable: the database that it is in does not answer.
        """
        ...

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """Return passages by number, in this order."""
        ...

    def __iter__(self) -> Iterator[Passage]:
        """Go through all passages in order."""
        ...

    def known_passages(self) -> StoredVectors:
        """Give the vectors of the passages, to be used again."""
        ...

    def known_lines(self) -> StoredVectors:
        """Give the vectors of the lines, to be used again."""
        ...


class Building(Protocol):
    """A generation in the making, that nobody answers from yet.

    First the passages are written, then the vectors of both kinds; then it is tried, or committed.
    """

    @property
    def number(self) -> int:
        """The number that it gets."""
        ...

    def write_passages(self, passages: Sequence[Passage], texts: Sequence[str]) -> None:
        """Write all passages, in order, with the text that each is found by."""
        ...

    def write_passage_vectors(
        self, dimensions: int, keys: Sequence[bytes], chunks: Iterable[Vectors]
    ) -> None:
        """Write the vectors of all passages, in order.

        Args:
            dimensions: length of a vector.
            keys: `text_key` of what each was made from.
            chunks: arrays of shape (passages in the chunk, dimensions).
        """
        ...

    def write_line_vectors(self, dimensions: int, keys: Sequence[bytes], chunks: Iterable[Vectors]) -> None:
        """Write the vectors of all lines of all passages, in order; see `write_passage_vectors`."""
        ...

    def open(self) -> Opened:
        """Open what was written, to try it before it serves."""
        ...

    def commit(self, manifest: Manifest) -> Generation:
        """Make it the generation that serves, and hold no other; readers of the one before keep that."""
        ...

    def release(self) -> None:
        """Let the index follow the documents again, without a new generation."""
        ...


class Generations(Protocol):
    """The generations of one index. A value that can be passed on to another process."""

    @property
    def place(self) -> str:
        """Where they are, for people: a folder, or the address of a database without password."""
        ...

    def serving(self) -> int:
        """Return the number of the generation that serves; 0 where none does."""
        ...

    def current(self) -> Generation:
        """Return the generation that serves.

        Raises:
            NoIndexError: there is none, or not one that this version reads.
        """
        ...

    def all(self) -> tuple[Generation, ...]:
        """Return all generations that this version reads, newest first."""
        ...

    def is_held(self) -> bool:
        """Whether the generation that serves is to stay, whatever the documents do."""
        ...

    def open(self, generation: Generation) -> Opened:
        """Open a generation.

        Raises:
            NoIndexError: it is damaged, or gone by now.
        """
        ...

    def builder(self) -> AbstractContextManager[Building]:
        """Let the next generation be made, by one process at a time.

        What an earlier build left behind is removed first, and what this one made is removed at the end
        unless it was committed.

        Raises:
            LockedError: another process changes the index.
        """
        ...

    def go_back(self, number: int, model: str) -> Generation:
        """Make a generation from before the current one again, and hold it there.

        Args:
            number: of the generation.
            model: name of the embedder that questions are embedded with.

        Raises:
            NoGenerationError: there is none of that number, or not one that this version reads.
            WrongModelError: another model made it.
            LockedError: another process changes the index.
        """
        ...

    def remove_old(self, keeping: Keeping, now: datetime) -> tuple[int, ...]:
        """Remove the generations that need not be kept, and return their numbers.

        Raises:
            LockedError: another process changes the index.
            NoIndexError: none serves.
        """
        ...

    def working(self) -> AbstractContextManager[None]:
        """Let one process at a time see to what is to be done to the index; building is a part of that.

        Raises:
            LockedError: another process does.
        """
        ...

    def read_stamp(self) -> str | None:
        """Return what `write_stamp` wrote last."""
        ...

    def write_stamp(self, stamp: str) -> None:
        """Keep what the maker of the index wants to remember of what it was made of."""
        ...
