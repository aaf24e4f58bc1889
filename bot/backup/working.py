"""A folder for what is not finished, beside what it will be; what a kill leaves there goes the next time."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.backup.refused import BackupBusy, FolderIsLink
from index.lock import LockedError, locked

_NAME = ".wegwijzer-backup"


@contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """Give an empty folder that only its owner may look into; it is gone when the block ends.

    Args:
        beside: the folder that it is in, and that is on the same disk therefore.

    Raises:
        BackupBusy: another process has it.
        FolderIsLink: it would be somewhere else, where it would empty what is there.
    """
    folder = beside / _NAME
    if folder.is_symlink():
        raise FolderIsLink(folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    try:
        with locked(folder / "lock", wait=False):
            for left_behind in folder.iterdir():
                if left_behind.is_dir():
                    shutil.rmtree(left_behind)
                elif left_behind.name != "lock":
                    left_behind.unlink()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except LockedError:
        raise BackupBusy(beside) from None
