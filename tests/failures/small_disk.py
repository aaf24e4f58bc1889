"""A disk that a test can fill, and empty again."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A small file system.

    Attributes:
        folder: where it is.
    """

    folder: Path

    def fill(self) -> None:
        """Leave no room for anything."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (2**16, 2**12, 1):
                with suppress(OSError):
                    while True:
                        ballast.write(os.urandom(size))

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"
