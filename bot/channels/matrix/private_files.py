"""Files that nobody else may read, and that are written whole or not at all."""

import os
from pathlib import Path

from index.durable import sync


def write_private(path: Path, text: str) -> None:
    """Give a small file its contents in one atomic step; its folder is made where there is none."""
    make_private(path.parent)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(
        os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync(path.parent)


def make_private(folder: Path) -> None:
    """Make a folder where there is none, and close it to others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
