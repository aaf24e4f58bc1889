"""The index types that compete, each as FAISS makes, maps and searches it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from bench.scale.measuring import Search
from bench.scale.vectors import FOUND
from index.embedding.embedder import Vectors

_IP, _HALF, _BYTE = faiss.METRIC_INNER_PRODUCT, faiss.ScalarQuantizer.QT_fp16, faiss.ScalarQuantizer.QT_8bit
_AT_ONCE = 10_000
_TRAINED_ON = 50_000


@dataclass(frozen=True, slots=True)
class Kind:
    """An index type.

    Attributes:
        name: what the tables call it.
        make: makes an empty one, given dimensions and size.
        efforts: how hard it may search: efSearch of HNSW, nprobe of IVF, how many times as many as are
            wanted are measured again; (0,) where there is no choice.
        mapping: flag with which FAISS maps the file rather than reads it.
    """

    name: str
    make: Callable[[int, int], faiss.Index]
    efforts: Sequence[int] = (0,)
    mapping: int = faiss.IO_FLAG_MMAP_IFC


def _flat(dimensions: int, _size: int) -> faiss.Index:
    return faiss.IndexScalarQuantizer(dimensions, _HALF, _IP)


def _hnsw(quantizer: int, links: int, construction: int) -> Callable[[int, int], faiss.Index]:
    def make(dimensions: int, _size: int) -> faiss.Index:
        index = faiss.IndexHNSWSQ(dimensions, quantizer, links, _IP)
        index.hnsw.efConstruction = construction
        return index

    return make


def _ivf(quantizer: int) -> Callable[[int, int], faiss.Index]:
    def make(dimensions: int, size: int) -> faiss.Index:
        coarse, lists = faiss.IndexFlatIP(dimensions), max(1, round(sqrt(size)))
        index = faiss.IndexIVFScalarQuantizer(coarse, dimensions, lists, quantizer, _IP, False)
        index.cp.spherical = True
        index.cp.min_points_per_centroid = 1
        return index

    return make


def _codes(dimensions: int, _size: int) -> faiss.Index:
    """Four bits for every two dimensions, of which the best are measured again with the halves."""
    codes = faiss.IndexPQFastScan(dimensions, dimensions // 2, 4, _IP)
    return faiss.IndexRefine(codes, _flat(dimensions, _size))


EFFORTS = (64, 128, 256, 512)
PROBES = (8, 32, 128)
FACTORS = (10, 20, 40)
# Those that can leave out what is hidden by themselves; of the codes see `index.files.dense`.
LEAVES_OUT = ("flat fp16", "HNSW32 fp16")
FLAT = Kind("flat fp16", _flat)
KINDS = {
    kind.name: kind
    for kind in (
        FLAT,
        Kind("HNSW16 fp16", _hnsw(_HALF, 16, 100), EFFORTS),
        Kind("HNSW32 fp16", _hnsw(_HALF, 32, 100), EFFORTS),
        Kind("HNSW32 fp16 ef 200", _hnsw(_HALF, 32, 200), EFFORTS),
        Kind("HNSW32 sq8", _hnsw(_BYTE, 32, 100), EFFORTS),
        Kind("4-bit codes, fp16", _codes, FACTORS),
        Kind("IVF fp16", _ivf(_HALF), PROBES, faiss.IO_FLAG_MMAP),
        Kind("IVF sq8", _ivf(_BYTE), PROBES, faiss.IO_FLAG_MMAP),
    )
}


def build(kind: Kind, vectors: NDArray[np.float16], path: Path) -> None:
    """Make an index of vectors of shape (size, dimensions), with all cores, and write it."""
    index = kind.make(vectors.shape[1], len(vectors))
    if not index.is_trained:
        random = np.random.default_rng(0)
        some = np.sort(random.choice(len(vectors), min(len(vectors), _TRAINED_ON), replace=False))
        index.train(np.asarray(vectors[some], np.float32))
    for start in range(0, len(vectors), _AT_ONCE):
        index.add(np.asarray(vectors[start : start + _AT_ONCE], np.float32))
    faiss.write_index(index, str(path))


def opened(kind: Kind, path: Path) -> faiss.Index:
    """Map an index that `build` wrote."""
    return faiss.read_index(str(path), kind.mapping)


def searching(index: faiss.Index, effort: int, shown: NDArray[np.bool_] | None = None) -> Search:
    """Give what searches an index for one query, in one thread.

    Args:
        index: as `opened` gave it.
        effort: one of the efforts of its kind.
        shown: shape (size,), which may be found; None for all.
    """
    if isinstance(index, faiss.IndexHNSW):
        wanted = faiss.SearchParametersHNSW()
        wanted.efSearch = effort
    elif isinstance(index, faiss.IndexIVF):
        wanted = faiss.SearchParametersIVF()
        wanted.nprobe = effort
    elif isinstance(index, faiss.IndexRefine):
        wanted = faiss.IndexRefineSearchParameters()
        wanted.k_factor = effort
    else:
        wanted = faiss.SearchParameters()
    bitmap = None if shown is None else np.packbits(shown, bitorder="little")
    selector = None if bitmap is None else faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
    if selector is not None:
        wanted.sel = selector

    def search(query: Vectors, _kept: object = (bitmap, selector)) -> NDArray[np.int64]:
        # In the thread that asks: FAISS counts its threads for each apart.
        faiss.omp_set_num_threads(1)
        _, numbers = index.search(query[None], min(FOUND, index.ntotal), params=wanted)
        return np.asarray(numbers[0], np.int64)

    return search
