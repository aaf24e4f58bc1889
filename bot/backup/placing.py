"""Files of a backup get their places in the data folder, and lose them again where something goes wrong."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.backup.copying import INDEX, MATRIX, TELEGRAM
from bot.backup.manifest import Manifest, read, written
from bot.backup.refused import FolderInUse, RestoreUnfinished
from bot.evaluation.evaluation_set import QUESTIONS
from index.durable import replace_text, sync

UNFINISHED = "restore-unfinished"
"""Is in the data folder as long as only a part of a backup is, and says of which."""

_NAMES = (TELEGRAM, MATRIX, QUESTIONS)


def check_whole(data_dir: Path) -> None:
    """See that no restore was stopped half-way.

    Raises:
        RestoreUnfinished: one was.
    """
    if (data_dir / UNFINISHED).exists():
        raise RestoreUnfinished(data_dir)


def unfinished(data_dir: Path) -> Manifest | None:
    """Say what was being restored when a restore was stopped half-way; None where none was."""
    try:
        content = (data_dir / UNFINISHED).read_bytes()
    except FileNotFoundError:
        return None
    return read(content) if content else None


def finish(data_dir: Path) -> None:
    """Have a restore be done: all of it is there."""
    (data_dir / UNFINISHED).unlink()
    sync(data_dir)


def check_folder(data_dir: Path) -> None:
    """See that nothing would be overwritten; what a restore that was killed has put there is taken away.

    Raises:
        FolderInUse: something would be.
    """
    if (data_dir / UNFINISHED).exists():
        for name in (*_NAMES, INDEX):
            _remove(data_dir / name)
    for name in _NAMES:
        path = data_dir / name
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise FolderInUse(path)


@contextmanager
def placed(unpacked: Path, data_dir: Path, manifest: Manifest) -> Iterator[None]:
    """Put files in their places; they stay if the block ends well.

    Args:
        unpacked: a folder on the same disk, with what is to be in the data folder.
        data_dir: the data folder, in which nothing of that is but perhaps an index.
        manifest: what is being restored.
    """
    replace_text(data_dir / UNFINISHED, written(manifest).decode())
    before = unpacked.with_name("before")
    before.mkdir()
    moved = []
    try:
        for name in (*_NAMES, INDEX):
            if not (unpacked / name).exists():
                continue
            if (data_dir / name).exists():
                (data_dir / name).rename(before / name)
            moved.append(name)
            (unpacked / name).rename(data_dir / name)
        sync(data_dir)
        yield
    except BaseException:
        for name in moved:
            _remove(data_dir / name)
            if (before / name).exists():
                (before / name).rename(data_dir / name)
        (data_dir / UNFINISHED).unlink()
        raise
    finish(data_dir)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
