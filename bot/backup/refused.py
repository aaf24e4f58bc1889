"""Why a backup is not made, or not restored."""

from pathlib import Path


class BackupRefused(Exception):
    """Nothing is done, and nothing is changed."""


class NothingKept(BackupRefused):
    """There is no database yet, so there is nothing to back up."""


class BackupDamaged(BackupRefused):
    """A file is not a backup, or not what it was when it was made.

    Attributes:
        path: the file.
        name: of what is wrong in it; ``""`` for the whole.
    """

    def __init__(self, path: Path, name: str = "") -> None:
        super().__init__(f"{path} is damaged: {name or 'it cannot be read'}")
        self.path = path
        self.name = name


class BackupNewer(BackupRefused):
    """A newer version of the program made the backup.

    Attributes:
        program: which.
    """

    def __init__(self, program: str) -> None:
        super().__init__(f"the backup was made by version {program}")
        self.program = program


class FolderInUse(BackupRefused):
    """The data folder holds something that a backup would take the place of.

    Attributes:
        path: what.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already")
        self.path = path


class DatabaseFilled(BackupRefused):
    """The database that a backup is to be restored to is not empty.

    Attributes:
        table: that holds rows.
    """

    def __init__(self, table: str) -> None:
        super().__init__(f"{table} is not empty")
        self.table = table


class FolderIsLink(BackupRefused):
    """What should be a folder to work in leads somewhere else.

    Attributes:
        path: the link.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is a link")
        self.path = path


class RestoreUnfinished(BackupRefused):
    """A restore was stopped half-way, and nothing may be done with what is there.

    Attributes:
        folder: the data folder.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(f"only a part of a backup is in {folder}")
        self.folder = folder


class BackupBusy(BackupRefused):
    """Another process makes or restores a backup here.

    Attributes:
        folder: where.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another process is busy in {folder}")
        self.folder = folder
