"""Writing files so that a crash leaves the old contents or the new ones, never something between."""

import os
from pathlib import Path


def sync_tree(folder: Path) -> None:
    """Ask the system to put every file and folder below `folder`, and itself, on the disk."""
    for parent, _, files in os.walk(folder):
        for path in (*(Path(parent, file) for file in files), Path(parent)):
            sync(path)


def sync(path: Path) -> None:
    """Ask the system to put one file, or the entries of one folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_text(path: Path, text: str) -> None:
    """Give a small file new contents in one atomic step."""
    replace_bytes(path, text.encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """Give a file new contents in one atomic step."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    sync(temporary)
    temporary.replace(path)
    sync(path.parent)
