"""The dense index: passage vectors in FAISS, line vectors in a mapped array.

Up to `EXACT_UP_TO` passages search is exact, in float16. Where there are more, each also gets a code of four
bits for every two dimensions, of which 32 are compared at a time in the registers of the processor (Andre,
Kermarrec and Le Scouarnec 2015, "Cache locality is not enough", https://doi.org/10.14778/2856318.2856324);
what is nearest by its code is then compared in float16. docs/scale.md measures this and other index types.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from index.embedding.embedder import Vectors

EXACT_UP_TO = 250_000
"""Passages that are all compared in float16; as many of them cost about 7 ms of the processor."""

_COMPARED_AGAIN = 40
"""How many times as many as are wanted are compared in float16, of those that are nearest by their codes."""

_ENOUGH = 10
"""How many times as many as are wanted have to be left of those when what is hidden is left out."""

_TRAINED_ON = 4096
_AT_ONCE = 10_000

_PASSAGES, _LINES, _OFFSETS = "passages.faiss", "lines.npy", "line_offsets.npy"


def write_passage_vectors(folder: Path, dimensions: int, chunks: Iterable[Vectors]) -> None:
    """Write the vectors of all passages, in order, into a folder."""
    kind = faiss.ScalarQuantizer.QT_fp16
    index: faiss.Index = faiss.IndexScalarQuantizer(dimensions, kind, faiss.METRIC_INNER_PRODUCT)
    for chunk in chunks:
        index.add(chunk)
    if index.ntotal > EXACT_UP_TO:
        index = faiss.IndexRefine(_codes(index), index)
    # Written from here because faiss's own writer hides a full disk in a RuntimeError.
    (folder / _PASSAGES).write_bytes(faiss.serialize_index(index).data)


def _codes(exact: faiss.Index) -> faiss.Index:
    """Make codes of vectors, learned from some of them."""
    codes = faiss.IndexPQFastScan(exact.d, exact.d // 2, 4, faiss.METRIC_INNER_PRODUCT)
    some = np.random.default_rng(0).permutation(exact.ntotal)[:_TRAINED_ON]
    codes.train(exact.reconstruct_batch(np.sort(some)))
    for start in range(0, exact.ntotal, _AT_ONCE):
        codes.add(exact.reconstruct_n(start, min(_AT_ONCE, exact.ntotal - start)))
    return codes


def write_line_vectors(
    folder: Path, dimensions: int, lines_per_passage: Sequence[int], chunks: Iterable[Vectors]
) -> None:
    """Write the vectors of all lines of all passages, in order, into a folder."""
    offsets = np.cumsum([0, *lines_per_passage], dtype=np.int64)
    np.save(folder / _OFFSETS, offsets)
    with (folder / _LINES).open("wb") as stream:
        header = {"descr": "<f2", "fortran_order": False, "shape": (int(offsets[-1]), dimensions)}
        np.lib.format.write_array_header_1_0(stream, header)
        for chunk in chunks:
            stream.write(chunk.astype("<f2").tobytes())


class DenseIndex:
    """Cosines of a query with passages and with their lines."""

    def __init__(self, folder: Path) -> None:
        """Map the files that the writers above wrote.

        From then on numpy multiplies in one thread: OpenBLAS gives such small products to several, which go
        on spinning for a tenth of a second after each, and others want the cores too.
        """
        threadpool_limits(1, user_api="blas")
        self._read = faiss.read_index(str(folder / _PASSAGES), faiss.IO_FLAG_MMAP_IFC)
        self._codes, self._passages = None, self._read
        if isinstance(self._read, faiss.IndexRefine):
            # They point into what was read, which owns them.
            self._codes = faiss.downcast_index(self._read.base_index)
            self._passages = faiss.downcast_index(self._read.refine_index)
        offsets: NDArray[np.int64] = np.load(folder / _OFFSETS)
        self._offsets = offsets
        # numpy cannot map an empty array.
        self._lines = np.load(folder / _LINES, mmap_mode="r" if offsets[-1] else None)

    def nearest(
        self, query: Vectors, count: int, shown: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return the numbers of the passages with the highest cosines, best first.

        Beyond `EXACT_UP_TO` passages that may be found, a few in 100 of them are others than these.

        Args:
            query: vector of shape (dimensions,).
            count: at most how many.
            shown: of shape (passages,), which of them may be found; None for all.
        """
        # One thread, for this caller: two cost tens of milliseconds where others want the cores too.
        faiss.omp_set_num_threads(1)
        among = self._passages.ntotal if shown is None else int(np.count_nonzero(shown))
        count = min(count, among)
        if self._codes is not None and among > EXACT_UP_TO:
            wanted = count * _COMPARED_AGAIN * self._passages.ntotal // among
            _, (likely,) = self._codes.search(query[None], min(wanted, self._passages.ntotal))
            likely = np.sort(likely if shown is None else likely[shown[likely]])
            # Fewer where most of what is near is hidden.
            if len(likely) >= count * _ENOUGH:
                return likely[np.argsort(-self.cosines(query, likely), kind="stable")[:count]]
        return self._nearest_exactly(query, count, shown)

    def _nearest_exactly(
        self, query: Vectors, count: int, shown: NDArray[np.bool_] | None
    ) -> NDArray[np.int64]:
        if shown is None:
            _, numbers = self._passages.search(query[None], count)
        else:
            # faiss points at these and keeps neither: they have to live until it is done.
            bitmap = np.packbits(shown, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
            wanted = faiss.SearchParameters()
            wanted.sel = selector
            _, numbers = self._passages.search(query[None], count, params=wanted)
        return np.asarray(numbers[0], np.int64)

    def cosines(self, query: Vectors, passages: NDArray[np.int64]) -> Vectors:
        """Return the cosine of the query with each of the passages given by number."""
        return np.asarray(self._passages.reconstruct_batch(passages) @ query, np.float32)

    def line_cosines(self, query: Vectors, passages: NDArray[np.int64]) -> list[Vectors]:
        """Return the cosines of the query with the lines of each of the passages given by number."""
        starts = self._offsets[passages]
        counts = self._offsets[passages + 1] - starts
        ends = np.cumsum(counts)
        rows = np.arange(ends[-1]) + np.repeat(starts - (ends - counts), counts)
        cosines = np.asarray(self._lines[rows].astype(np.float32) @ query, np.float32)
        return np.split(cosines, ends[:-1])

    def passage_vector(self, passage: int) -> Vectors:
        """Return the stored vector of one passage."""
        return np.asarray(self._passages.reconstruct(passage), np.float32)

    def line_vector(self, line: int) -> Vectors:
        """Return the stored vector of one line, numbered through all passages."""
        return np.asarray(self._lines[line], np.float32)
