"""Which files of the data folder are in a backup, read so that each is whole while the assistant writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from bot.backup.archive import Archive
from bot.backup.manifest import DATA
from index.files.generations import FileGenerations
from index.files.layout import HELD, MANIFEST, STAMP, folder_of
from index.generations import NoIndexError

TELEGRAM, MATRIX, INDEX = "telegram", "matrix", "index"

_LEFT_OUT = (".new", ".lock", "-wal", "-shm", "-journal")
_TRIES = 3
"""How often an index is begun with that is taken away meanwhile, as a newer one serves."""


def add_files(archive: Archive, data_dir: Path, *names: str) -> None:
    """Add files and folders of the data folder; those that are not there are left out."""
    for name in names:
        for path in _files(data_dir / name):
            try:
                archive.add(
                    _name(data_dir, path), _database(path) if path.suffix == ".db" else path.read_bytes()
                )
            except FileNotFoundError:
                # It was done with meanwhile: a message that was under way has arrived.
                continue


def add_index(archive: Archive, data_dir: Path, index_dir: Path) -> int | None:
    """Add the generation of the index that serves; give its number, or None where there is none."""
    for last in range(_TRIES):
        with ExitStack() as stack:
            try:
                number = FileGenerations(index_dir).current().number
                folder = folder_of(index_dir, number)
                # Who has the files of a generation open keeps them, whatever is removed.
                files = [(path, stack.enter_context(path.open("rb"))) for path in _files(folder)]
                if not any(path == folder / MANIFEST for path, _ in files):
                    raise FileNotFoundError(folder)
            except NoIndexError:
                return None
            except FileNotFoundError:
                if last == _TRIES - 1:
                    raise
                continue
            for path, file in files:
                archive.add_file(_name(data_dir, path), file)
        add_files(archive, data_dir, f"{INDEX}/{STAMP}", f"{INDEX}/{HELD}")
        return number
    return None


def _files(path: Path) -> Iterator[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    for each in found:
        hidden = each.name.startswith(".") or each.name == "lock"
        if each.is_file() and not hidden and not each.name.endswith(_LEFT_OUT):
            yield each


def _database(path: Path) -> bytes:
    """Read a small SQLite database; what was written to it last is in a file beside it."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        return copy.serialize()


def _name(data_dir: Path, path: Path) -> str:
    return DATA + path.relative_to(data_dir).as_posix()
