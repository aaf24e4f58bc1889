"""The folder of the default model in the data directory, made on first use."""

import json
import shutil
import sys
from pathlib import Path

from index.durable import sync, sync_tree
from index.embedding.embedder import Progress
from index.lock import locked

MODEL = "multilingual-e5-small"
RECIPE = 3
"""Raise when the conversion changes, so that a folder made by an older version is made anew."""
SHIPPED = Path(sys.prefix) / "share" / "wegwijzer" / "models"
"""Where an installation brings the model with it, as the container image does."""


def default_model_folder(data_dir: Path, progress: Progress | None = None, shipped: Path = SHIPPED) -> Path:
    """Return the folder of the default model, after making it when it is missing or outdated.

    It is built aside and renamed, under a lock: it is complete or absent.

    Args:
        data_dir: the folder that holds everything the assistant writes.
        progress: called with (steps done, steps) while converting.
        shipped: folder that may hold the model already, and is not written to.

    Raises:
        ModelFileError: a wheel that it is made from is not installed or not the reviewed one.
        OSError: the folder cannot be written.
    """
    if _is_current(shipped / MODEL):
        return shipped / MODEL
    models = data_dir / "models"
    folder = models / MODEL
    if _is_current(folder):
        return folder
    with locked(models / ".lock", wait=True):
        if not _is_current(folder):
            _make(folder, progress or (lambda done, total: None))
    return folder


def _is_current(folder: Path) -> bool:
    try:
        description = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    return bool(description["recipe"] == RECIPE)


def _make(folder: Path, progress: Progress) -> None:
    # Imported here because serving does without the libraries that converting needs.
    from index.embedding.convert import convert  # noqa: PLC0415

    building = folder.with_name(".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    try:
        contents = convert(building, progress)
        description = {"model": MODEL, "recipe": RECIPE, "sha256": contents}
        (building / "embedder.json").write_text(json.dumps(description) + "\n", encoding="utf-8")
        sync_tree(building)
        shutil.rmtree(folder, ignore_errors=True)
        building.rename(folder)
        sync(folder.parent)
    finally:
        shutil.rmtree(building, ignore_errors=True)
