"""Making a backup while the assistant runs."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.backup.archive import new_archive
from bot.backup.copying import MATRIX, TELEGRAM, add_files, add_index
from bot.backup.manifest import DATABASE, FORMAT, Manifest
from bot.backup.placing import check_whole
from bot.backup.refused import NothingKept
from bot.backup.working import working_folder
from bot.evaluation.evaluation_set import QUESTIONS
from bot.settings import Settings
from bot.storage.database import NEWEST_REVISION, has_database, kind_of
from bot.storage.snapshots import write_snapshot
from bot.version import program_version
from index.durable import sync


async def make_backup(settings: Settings, output: Path) -> Manifest:
    """Write everything that is kept to a file; what can be made again of that is left out.

    What is noted of messages under way comes before the database, as what is in it by then may be gone from
    there; the keys come after it, as one that came meanwhile is never given again.

    Args:
        settings: say where everything is.
        output: the file; replaced where it is there.

    Returns:
        What is in it.

    Raises:
        BackupBusy: another process makes or restores a backup in that folder.
        DatabaseRefuses: the database, or the disk that it is copied to, fails meanwhile.
        DatabaseUnusable: the database cannot be reached.
        FolderIsLink: so is the folder to work in, beside the file.
        NothingKept: there is none.
        OSError: the file cannot be written.
        OtherVersion: the database is not of this version of the program.
        RestoreUnfinished: only a part of a backup is there.
    """
    check_whole(settings.data_dir)
    if not has_database(settings.database):
        raise NothingKept
    made_at, data_dir = datetime.now(UTC), settings.data_dir
    with working_folder(output.parent) as folder:
        unfinished = folder / "archive"
        with new_archive(unfinished) as archive:
            await asyncio.to_thread(add_files, archive, data_dir, TELEGRAM)
            snapshot = folder / DATABASE
            rows = await write_snapshot(settings.database, snapshot)

            def add_the_rest() -> Manifest:
                with snapshot.open("rb") as file:
                    archive.add_file(DATABASE, file)
                add_files(archive, data_dir, MATRIX, QUESTIONS)
                in_files = settings.index_backend == "files"
                generation = add_index(archive, data_dir, settings.index_dir) if in_files else None
                return archive.finish(
                    Manifest(
                        format=FORMAT,
                        program=program_version(),
                        revision=NEWEST_REVISION,
                        made_at=made_at,
                        kind=kind_of(settings.database),
                        rows=rows,
                        generation=generation,
                    )
                )

            manifest = await asyncio.to_thread(add_the_rest)
        unfinished.replace(output)
        sync(output.parent)
    return manifest
