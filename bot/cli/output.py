"""Files that a command writes."""

from errno import ENOENT
from os import strerror
from pathlib import Path

from index.durable import sync


class OutputExists(Exception):
    """What should be written is there already.

    Attributes:
        path: the file.
        replaceable: it is a file, that can be replaced if somebody says so.
    """

    def __init__(self, path: Path, *, replaceable: bool) -> None:
        super().__init__(str(path))
        self.path = path
        self.replaceable = replaceable


def check_output(output: Path, *, force: bool) -> None:
    """See that a file can be written, before the work is done.

    Raises:
        FileNotFoundError: its folder is not there.
        OutputExists: it is there already, and is not to be replaced, or cannot be.
    """
    if output.exists() and not (force and output.is_file()):
        raise OutputExists(output, replaceable=output.is_file())
    if not output.resolve().parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(output.parent))


def replace_output(output: Path, content: bytes) -> None:
    """Write a file in one atomic step; a link stays and leads to it."""
    path = output.resolve()
    unfinished = path.with_name(f".{path.name}.new")
    try:
        unfinished.write_bytes(content)
        sync(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync(path.parent)
