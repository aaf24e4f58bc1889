"""Passages on disk: one JSON object a line, read one at a time through a map of the file."""

import json
import mmap
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from knowledge.passage import Passage

_PASSAGE = TypeAdapter(Passage)
_LINES, _OFFSETS, _TITLES = "passages.jsonl", "passage_offsets.npy", "passage_titles.npy"
_DOCUMENT = re.compile(rb'\{"source":\{"document":("(?:[^"\\]|\\.)*+")')
"""How the line of a passage begins: with the name of its document, as a JSON string."""


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

    def of_documents(self, names: Collection[str]) -> NDArray[np.bool_]:
        """Tell of each passage whether it is of one of the documents of these names; shape (passages,)."""
        numbers, of_passages = self._documents
        among = np.zeros(len(numbers), np.bool_)
        among[[numbers[name] for name in names if name in numbers]] = True
        return among[of_passages]

    @cached_property
    def _documents(self) -> tuple[dict[str, int], NDArray[np.int32]]:
        """A number for the name of each document, and of each passage the number of its document.

        Read when it is first asked for: as long as nothing is hidden, nobody asks.
        """
        numbers: dict[bytes, int] = {}
        starts = self._offsets[:-1].tolist()
        of_passages = [numbers.setdefault(self._document_at(start), len(numbers)) for start in starts]
        named = {json.loads(written): number for written, number in numbers.items()}
        return named, np.array(of_passages, np.int32)

    def _document_at(self, start: int) -> bytes:
        found = _DOCUMENT.match(self._lines, start)
        if found is None:
            raise ValueError(f"no passage at byte {start}")
        return found[1]

    def __iter__(self) -> Iterator[Passage]:
        """Go through all passages in order."""
        for start, stop in pairwise(self._offsets):
            yield _PASSAGE.validate_json(self._lines[start:stop])
