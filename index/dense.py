"""The dense index: passage vectors in FAISS, line vectors in a mapped array.

Search is exact, in float16. It takes 4 ms a query for 100,000 passages; beyond about 250,000 an
approximate index (HNSW) would earn the recall that it loses.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from index.embedding.embedder import Vectors

_PASSAGES, _LINES, _OFFSETS = "passages.faiss", "lines.npy", "line_offsets.npy"


def write_passage_vectors(folder: Path, dimensions: int, chunks: Iterable[Vectors]) -> None:
    """Write the vectors of all passages, in order, into a folder."""
    kind = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexScalarQuantizer(dimensions, kind, faiss.METRIC_INNER_PRODUCT)
    for chunk in chunks:
        index.add(chunk)
    # Written from here because faiss's own writer hides a full disk in a RuntimeError.
    (folder / _PASSAGES).write_bytes(faiss.serialize_index(index).data)


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
        self._passages = faiss.read_index(str(folder / _PASSAGES), faiss.IO_FLAG_MMAP_IFC)
        offsets: NDArray[np.int64] = np.load(folder / _OFFSETS)
        self._offsets = offsets
        # numpy cannot map an empty array.
        self._lines = np.load(folder / _LINES, mmap_mode="r" if offsets[-1] else None)

    def nearest(
        self, query: Vectors, count: int, shown: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return the numbers of the passages with the highest cosines, best first.

        Args:
            query: vector of shape (dimensions,).
            count: at most how many.
            shown: of shape (passages,), which of them may be found; None for all.
        """
        # One thread, for this caller: two cost tens of milliseconds where others want the cores too.
        faiss.omp_set_num_threads(1)
        if shown is None:
            _, numbers = self._passages.search(query[None], min(count, self._passages.ntotal))
        else:
            # faiss points at these and keeps neither: they have to live until it is done.
            bitmap = np.packbits(shown, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
            wanted = faiss.SearchParameters()
            wanted.sel = selector
            count = min(count, int(np.count_nonzero(shown)))
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
