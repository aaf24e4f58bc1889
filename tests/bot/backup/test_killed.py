"""What a kill leaves half-way is not taken for something whole, and is done or gone the next time."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backup.making import make_backup
from bot.backup.manifest import written
from bot.backup.placing import UNFINISHED, placed, unfinished
from bot.backup.refused import BackupBusy, DatabaseFilled, RestoreUnfinished
from bot.backup.restoring import restore
from bot.backup.working import working_folder
from bot.serving import open_service
from bot.settings import Settings
from tests.bot.backup.test_refusals import NOTHING_IN_IT, ON_SQLITE, files_in
from tests.bot.conftest import no_progress


@ON_SQLITE
async def test_what_a_kill_left_behind_is_gone_after_the_next_backup(
    here: Settings, assistant: AsyncEngine, tmp_path: Path
) -> None:
    with working_folder(tmp_path) as folder, pytest.raises(BackupBusy):
        await make_backup(here, tmp_path / "a.tar.gz")
    folder.mkdir()
    (folder / "half.tar.gz").write_text("geheim")

    await make_backup(here, tmp_path / "a.tar.gz")

    assert not folder.exists()
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o777 == 0o600


@ON_SQLITE
async def test_an_assistant_does_not_start_on_half_a_backup_and_it_can_be_restored_again(
    backup: Path, there: Settings
) -> None:
    there.data_dir.mkdir()
    (there.data_dir / "toetsvragen.jsonl").write_text("half")
    (there.data_dir / UNFINISHED).touch()

    with pytest.raises(RestoreUnfinished):
        async with open_service(there, None, no_progress):
            pass
    with pytest.raises(RestoreUnfinished):
        await make_backup(there, backup)

    await restore(there, backup)
    assert (there.data_dir / "toetsvragen.jsonl").read_text() != "half"
    assert not (there.data_dir / UNFINISHED).exists()


@ON_SQLITE
async def test_of_a_restore_that_was_killed_at_the_very_end_the_same_backup_does_the_rest(
    backup: Path, here: Settings, there: Settings, assistant: AsyncEngine, tmp_path: Path
) -> None:
    await make_backup(here, tmp_path / "b.tar.gz")
    manifest = await restore(there, tmp_path / "b.tar.gz")
    (there.data_dir / UNFINISHED).write_bytes(written(manifest))
    restored = files_in(there.data_dir)

    with pytest.raises(DatabaseFilled):
        await restore(there, backup)
    assert files_in(there.data_dir) == restored

    assert await restore(there, tmp_path / "b.tar.gz") == manifest
    assert files_in(there.data_dir) == restored - {UNFINISHED}


def test_files_that_were_put_in_their_places_are_taken_away_when_the_database_fails(tmp_path: Path) -> None:
    data, unpacked = tmp_path / "data", tmp_path / "data" / ".work" / "data"
    for path in (data / "index" / "CURRENT", unpacked / "index" / "CURRENT", unpacked / "matrix" / "a"):
        path.parent.mkdir(parents=True)
        path.write_text(path.parents[1].name)

    with suppress(ZeroDivisionError), placed(unpacked, data, NOTHING_IN_IT):
        assert unfinished(data) == NOTHING_IN_IT
        assert (data / "matrix" / "a").exists()
        raise ZeroDivisionError

    assert (data / "index" / "CURRENT").read_text() == "data"
    assert not (data / "matrix").exists()
    assert not (data / UNFINISHED).exists()
