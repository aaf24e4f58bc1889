"""Passages on disk: one JSON object a line, read one at a time through a map of the file."""

import mmap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from knowledge.passage import Passage

_PASSAGE = TypeAdapter(Passage)
_LINES, _OFFSETS, _TITLES = "passages.jsonl", "passage_offsets.npy", "passage_titles.npy"


def write_passages(folder: Path, passages: Sequence[Passage]) -> None:
    """Write passages into a folder."""
    offsets = [0]
    numbers: dict[str, int] = {}
    titles = [numbers.setdefault(passage.source.title, len(numbers)) for passage in passages]
    with (folder / _LINES).open("wb") as stream:
        for passage in passages:
            stream.write(_PASSAGE.dump_json(passage) + b"\n")
            offsets.append(stream.tell())
    np.save(folder / _OFFSETS, np.array(offsets, np.int64))
    np.save(folder / _TITLES, np.array(titles, np.int32))


class PassageStore:
    """The passages of one generation, by number.

    Attributes:
        titles: for each passage a number that it shares with the passages of the same title.
    """

    def __init__(self, folder: Path) -> None:
        """Map the files that `write_passages` wrote."""
        self._offsets: NDArray[np.int64] = np.load(folder / _OFFSETS)
        self.titles: NDArray[np.int32] = np.load(folder / _TITLES)
        with (folder / _LINES).open("rb") as stream:
            empty = len(self._offsets) == 1
            self._lines = b"" if empty else mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> Passage:
        """Return one passage."""
        start, stop = self._offsets[number : number + 2]
        return _PASSAGE.validate_json(self._lines[start:stop])

    def __iter__(self) -> Iterator[Passage]:
        """Go through all passages in order."""
        for start, stop in pairwise(self._offsets):
            yield _PASSAGE.validate_json(self._lines[start:stop])
