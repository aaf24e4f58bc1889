"""What is no backup, or has no place to go, changes nothing."""

import io
import json
import os
import resource
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backup.archive import new_archive
from bot.backup.making import make_backup
from bot.backup.manifest import DATABASE, FORMAT, MANIFEST, Manifest
from bot.backup.refused import (
    BackupDamaged,
    BackupNewer,
    DatabaseFilled,
    FolderInUse,
    FolderIsLink,
    NothingKept,
)
from bot.backup.restoring import restore
from bot.backup.unpacking import unpack
from bot.backup.working import working_folder
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.inbox import Inbox
from bot.storage.snapshots import DatabaseInUse, write_snapshot
from bot.storage.transaction import DatabaseRefuses
from bot.wording.errors import explain
from tests.bot.storage.samples import NOW
from tests.bot.storage.test_database import execute, made_by

ON_SQLITE = pytest.mark.parametrize("kind", ["sqlite"])
NOTHING_IN_IT = Manifest(
    format=FORMAT, program="0.1", revision="0004", made_at=NOW, kind="sqlite", rows={}, generation=None
)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def repacked(backup: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> None:
    """Make a backup anew with other content; what is changed to None is left out."""
    with tarfile.open(backup) as tar:
        found = [(member.name, tar.extractfile(member).read()) for member in tar]  # type: ignore[union-attr]
    with tarfile.open(backup, "w:gz") as tar:
        for name, content in found:
            if (changed := change(name, content)) is not None:
                member = tarfile.TarInfo(changed[0])
                member.size = len(changed[1])
                tar.addfile(member, io.BytesIO(changed[1]))


def cut_off(backup: Path) -> None:
    os.truncate(backup, backup.stat().st_size // 2)


def bit_changed(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)


def other_content(backup: Path) -> None:
    repacked(backup, lambda name, content: (name, content if name == MANIFEST else content + b" "))


def part_missing(backup: Path) -> None:
    repacked(backup, lambda name, content: None if name.endswith("session.json") else (name, content))


def no_manifest(backup: Path) -> None:
    repacked(backup, lambda name, content: None if name == MANIFEST else (name, content))


def way_out(backup: Path) -> None:
    repacked(
        backup,
        lambda name, content: (name.replace("data/toetsvragen.jsonl", "data/../../uit.jsonl"), content),
    )


def absolute(backup: Path) -> None:
    repacked(backup, lambda name, content: (name.replace("data/", "/tmp/uit/"), content))


def link(backup: Path) -> None:
    with tarfile.open(backup, "w:gz") as tar:
        member = tarfile.TarInfo("data/matrix")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(member)


def text(backup: Path) -> None:
    backup.write_text("geen reservekopie")


@ON_SQLITE
@pytest.mark.parametrize(
    "damage",
    [cut_off, bit_changed, other_content, part_missing, no_manifest, way_out, absolute, link, text],
)
async def test_what_is_not_a_whole_backup_is_not_restored(
    backup: Path, there: Settings, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(backup)

    with pytest.raises(BackupDamaged) as caught:
        await restore(there, backup)

    assert str(backup) in (explain(caught.value) or "")
    assert files_in(there.data_dir) == set()
    assert not [name for name in files_in(tmp_path) if "uit" in name]


@ON_SQLITE
async def test_a_backup_of_a_newer_version_is_not_restored(backup: Path, there: Settings) -> None:
    repacked(
        backup,
        lambda name, content: (
            name,
            json.dumps(json.loads(content) | {"revision": "9999"}).encode() if name == MANIFEST else content,
        ),
    )

    with pytest.raises(BackupNewer):
        await restore(there, backup)


@ON_SQLITE
async def test_a_backup_of_an_older_version_is_brought_up_to_date(there: Settings, tmp_path: Path) -> None:
    url = made_by("0004", tmp_path / "old.db")
    execute(url, "INSERT INTO channel_position VALUES ('test', 'p1')")
    with new_archive(tmp_path / "a.tar.gz") as archive:
        archive.add(DATABASE, (tmp_path / "old.db").read_bytes())
        archive.finish(NOTHING_IN_IT)

    await restore(there, tmp_path / "a.tar.gz")

    engine = await open_database(there.database)
    assert await Inbox(engine, "test", lambda message: message).position() == "p1"
    await engine.dispose()


async def test_nothing_is_restored_where_something_is(
    backup: Path, here: Settings, there: Settings, assistant: AsyncEngine
) -> None:
    before = files_in(here.data_dir)

    with pytest.raises(DatabaseInUse) as caught:
        await restore(here, backup)
    await assistant.dispose()
    with pytest.raises(DatabaseFilled) as filled:
        await restore(here, backup)
    assert "Er is niets teruggezet" in (explain(filled.value) or "")
    assert {name for name in before if "-" not in name} <= files_in(here.data_dir)
    assert "geheim" not in str(caught.value)

    (there.data_dir / "matrix").mkdir(parents=True)
    (there.data_dir / "matrix" / "session.json").write_text("{}")
    with pytest.raises(FolderInUse):
        await restore(there, backup)
    assert files_in(there.data_dir) == {"matrix/session.json"}


@ON_SQLITE
async def test_a_disk_that_is_full_leaves_no_half_backup_and_an_earlier_one_as_it_was(
    here: Settings, assistant: AsyncEngine, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "a.tar.gz").write_text("de vorige")
    (here.data_dir / "telegram" / "sent").write_bytes(os.urandom(2**20))
    with no_file_larger_than(2**19), pytest.raises(OSError, match="File too large"):
        await make_backup(here, folder / "a.tar.gz")

    assert files_in(folder) == {"a.tar.gz"}
    assert (folder / "a.tar.gz").read_text() == "de vorige"


async def test_a_disk_that_is_full_is_not_said_to_be_a_database_that_is_unusable(
    empty_database: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{shutil.copy(empty_database, tmp_path)}"
    execute(url, "INSERT INTO channel_position VALUES ('test', hex(zeroblob(1048576)))")

    with no_file_larger_than(2**20), pytest.raises(DatabaseRefuses):
        await write_snapshot(url, tmp_path / "snapshot.db")


@ON_SQLITE
@pytest.mark.parametrize("name", ["lock", "database.db", "archive"])
async def test_a_backup_and_its_folder_may_have_any_name(
    here: Settings, empty_database: Path, tmp_path: Path, name: str
) -> None:
    here.data_dir.mkdir()
    shutil.copy(empty_database, here.data_dir / "wegwijzer.db")
    (tmp_path / "a?b%20#c").mkdir()

    made = await make_backup(here, tmp_path / "a?b%20#c" / name)

    assert unpack(tmp_path / "a?b%20#c" / name, tmp_path) == made


def test_a_link_where_the_folder_to_work_in_should_be_is_refused_and_what_it_leads_to_stays(
    tmp_path: Path,
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").touch()
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / ".wegwijzer-backup").symlink_to(tmp_path / "mine")

    with pytest.raises(FolderIsLink), working_folder(tmp_path / "backups"):
        pass

    assert files_in(tmp_path / "mine") == {"a.txt"}


@ON_SQLITE
async def test_there_is_nothing_to_back_up_before_the_first_start(here: Settings, tmp_path: Path) -> None:
    with pytest.raises(NothingKept):
        await make_backup(here, tmp_path / "a.tar.gz")
