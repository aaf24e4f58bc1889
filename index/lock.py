"""A lock between processes, freed by the system when its holder ends, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(Exception):
    """Another process holds the lock.

    Attributes:
        held: what it holds: the lock file, or the address of a database.
    """

    def __init__(self, held: str) -> None:
        super().__init__(f"another process holds {held}")
        self.held = held


@contextmanager
def locked(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock file `path` while the block runs; it is made when missing and stays behind.

    Args:
        path: the lock file.
        wait: wait until the lock is free, rather than raise.

    Raises:
        LockedError: another holder has it, and `wait` is false.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(str(path)) from None
        yield
