"""Restoring a backup into an assistant that has nothing yet: all of it, or nothing."""

import asyncio
import shutil
from pathlib import Path

from bot.backup.copying import INDEX
from bot.backup.manifest import DATA, DATABASE, Manifest
from bot.backup.placing import check_folder, finish, placed, unfinished
from bot.backup.refused import DatabaseFilled
from bot.backup.unpacking import unpack
from bot.backup.working import working_folder
from bot.settings import Settings
from bot.storage.copying import TargetInUse
from bot.storage.snapshots import check_empty, count_rows, read_snapshot
from index.durable import replace_text
from index.files.layout import CURRENT


async def restore(settings: Settings, backup: Path) -> Manifest:
    """Fill an empty data folder and an empty database with a backup.

    Everything is read and compared first. Then the files are put in their places, and last comes the
    database, in one transaction; where that fails, the files are taken away again. Killed in between, the
    assistant does not start before a backup is restored whole; killed after that, the same backup is done.

    An index that is there already is replaced: it can always be made again.

    Args:
        settings: say where everything is to be.
        backup: the file.

    Returns:
        What was in it.

    Raises:
        BackupBusy: another process does this too.
        BackupDamaged: it is not a backup, or not whole.
        BackupNewer: a newer version of the program made it.
        DatabaseFilled: the database is not empty.
        DatabaseInUse: somebody is connected to the database.
        DatabaseUnusable: the database cannot be reached.
        FolderInUse: the data folder is not empty.
        FolderIsLink: so is the folder to work in, in the data folder.
        OSError: it cannot be read, or there is no room for it.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with working_folder(settings.data_dir) as folder:
        try:
            await check_empty(settings.database)
        except TargetInUse as error:
            done = unfinished(settings.data_dir)
            # The database comes last and all at once: where its rows are there, so is all of it.
            if (
                done is None
                or not (await count_rows(settings.database)).items() >= done.rows.items()
                or await asyncio.to_thread(unpack, backup, folder) != done
            ):
                raise DatabaseFilled(error.table) from None
            finish(settings.data_dir)
            return done
        check_folder(settings.data_dir)
        manifest = await asyncio.to_thread(unpack, backup, folder)
        with_index = settings.index_backend == "files"
        if manifest.generation is not None and with_index:
            replace_text(folder / DATA / INDEX / CURRENT, f"{manifest.generation}\n")
        else:
            shutil.rmtree(folder / DATA / INDEX, ignore_errors=True)
        with placed(folder / DATA, settings.data_dir, manifest):
            await read_snapshot(folder / DATABASE, settings.database)
    return manifest
