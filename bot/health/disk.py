"""Room on the disk."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Disk:
    """Room on the disk of a folder, in bytes.

    Attributes:
        used: what the folder takes.
        free: what may still be written.
    """

    used: int
    free: int


def disk_of(folder: Path) -> Disk:
    """See what a folder takes and how much room it has; a folder that is not there yet takes nothing."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return Disk(_size(folder), shutil.disk_usage(there).free)


def _size(folder: Path) -> int:
    """Add up the files in a folder and below; links are not followed, what vanishes meanwhile is nothing."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(parent, name).lstat().st_size
            except FileNotFoundError:
                continue
    return total
