"""A backup that was made while people went on, restored elsewhere."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backup.making import make_backup
from bot.backup.restoring import restore
from bot.knelpunten.actions import SupportKnelpunt
from bot.knelpunten.report import Support
from bot.settings import Settings
from bot.storage.checking import differing_from_history
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.snapshots import SKIPPED, write_snapshot
from index.embedding.embedder import Embedder
from index.files.generations import FileGenerations
from index.search import Index, Query
from tests.bot.backup.conftest import SESSION
from tests.bot.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, outcome, report, sending
from tests.bot.storage.test_copying import contents
from tests.bot.storage.test_personal_data import live

Contents = dict[str, list[tuple[object, ...]]]


@asynccontextmanager
async def people_going_on(engine: AsyncEngine) -> AsyncIterator[list[Contents]]:
    """Have people report and support as long as the block lasts; gives all that there was, in order."""
    states = [await contents(engine)]
    begun = asyncio.Event()

    async def report_and_support() -> None:
        conversations = Conversations(engine)
        for number in range(3, 1000):
            name = f"KP-2026-{number:04}"
            support = SupportKnelpunt(number=name, support=Support(organisation="UWV", remark="Ook hier"))
            for done in (sending(name, report(title=name)), outcome(action=support)):
                await conversations.keep(incoming("ja"), done, NOW)
                states.append(await contents(engine))
                begun.set()
            await asyncio.sleep(0.01)

    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
        writing = tasks.create_task(report_and_support())
        await begun.wait()
        yield states
        writing.cancel()


async def test_everything_is_there_again_as_it_was_at_one_moment(
    here: Settings, there: Settings, assistant: AsyncEngine, tmp_path: Path, installed: Path
) -> None:
    shutil.copytree(installed / "index", here.index_dir)

    async with people_going_on(assistant) as states:
        before = len(states)
        await make_backup(here, tmp_path / "a.tar.gz")

    await restore(there, tmp_path / "a.tar.gz")
    engine = await open_database(there.database)
    assert await contents(engine) in [*states[before - 1 :], await contents(assistant)]
    assert await differing_from_history(engine) == ()
    await Conversations(engine).keep(incoming("ja", event="later"), sending("KP-2026-9999"), NOW)
    await engine.dispose()
    assert {
        path.relative_to(there.data_dir).as_posix(): path.read_text()
        for folder in ("matrix", "telegram")
        for path in (there.data_dir / folder).rglob("*")
        if path.is_file() and path.suffix != ".db"
    } == {
        "matrix/session.json": SESSION,
        "matrix/undecryptable/a1.json": "{}",
        "telegram/under_way/-100123": "{}",
        "telegram/sent": '["a", 0, ["b"]]\n',
    }
    with closing(sqlite3.connect(there.data_dir / "matrix" / "DEVICE.db")) as keys:
        assert keys.execute("SELECT value FROM key").fetchall() == [("sleutel",)]
    assert (there.data_dir / "toetsvragen.jsonl").read_text().startswith('{"id": "T1"')
    assert not (there.data_dir / "models").exists()
    assert not [path for path in there.data_dir.rglob("*") if path.is_file() and is_for_others(path)]


def is_for_others(path: Path) -> bool:
    is_database_or_index = path.name.startswith("wegwijzer.db") or "CURRENT" in path.name
    return bool(path.stat().st_mode & 0o077) and not is_database_or_index


async def test_what_is_asked_of_a_restored_assistant_is_answered_as_before(  # noqa: PLR0913, PLR0917
    here: Settings,
    there: Settings,
    assistant: AsyncEngine,
    tmp_path: Path,
    installed: Path,
    embedder: Embedder,
    run: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(installed / "index", here.index_dir)
    (there.data_dir / "index" / "000099").mkdir(parents=True)

    await make_backup(here, tmp_path / "a.tar.gz")
    await restore(there, tmp_path / "a.tar.gz")

    found = [
        (index.generation, index.search(Query("Wat is de ACU?"), 10))
        for index in (Index.open(FileGenerations(settings.index_dir), embedder) for settings in (here, there))
    ]
    assert found[0] == found[1]
    listed = []
    for settings in (here, there):
        monkeypatch.setenv("WEGWIJZER_DATA_DIR", str(settings.data_dir))
        monkeypatch.setenv("WEGWIJZER_DATABASE_URL", settings.database)
        listed.append(await asyncio.to_thread(run, "knelpunten", "list"))
    assert listed[0] == listed[1]
    assert "Melding van anna" in listed[0].output.decode()


async def test_whatever_moment_a_backup_is_made_what_it_holds_belongs_together(
    here: Settings, assistant: AsyncEngine, tmp_path: Path
) -> None:
    async with people_going_on(assistant):
        for number in range(3):
            file = tmp_path / f"{number}.db"
            await write_snapshot(here.database, file)
            engine = await open_database(f"sqlite:///{file}")
            assert await differing_from_history(engine) == ()
            held = await contents(engine)
            await engine.dispose()
            reported, supported = len(held["knelpunt"]) - 2, len(held["knelpunt_support"]) - 2
            assert reported - supported in {0, 1}
            assert len(held["knelpunt_event"]) == 8 + reported + supported


async def test_a_notice_after_a_restore_has_a_number_that_no_notice_had(
    here: Settings, there: Settings, assistant: AsyncEngine, tmp_path: Path
) -> None:
    await make_backup(here, tmp_path / "a.tar.gz")
    await restore(there, tmp_path / "a.tar.gz")

    engine = await open_database(there.database)
    before = {row[0] for row in (await contents(engine))["outbox"]}

    await live(engine, "carla", "KP-2026-0003")
    after = {row[0] for row in (await contents(engine))["outbox"]}
    await engine.dispose()
    assert min(after - before) > max(before) + SKIPPED["outbox"]


async def test_a_backup_goes_from_one_kind_of_database_to_the_other(
    tmp_path: Path, postgres_database: str
) -> None:
    url = postgres_database
    sqlite = Settings(data_dir=tmp_path / "a", database_url=f"sqlite:///{tmp_path / 'a.db'}")
    engine = await open_database(sqlite.database)
    await Conversations(engine).keep(incoming("ja"), sending("KP-2026-0001"), NOW)
    held = await contents(engine)
    await engine.dispose()
    sqlite.data_dir.mkdir()
    postgresql = Settings(data_dir=tmp_path / "b", database_url=url)

    await make_backup(sqlite, tmp_path / "a.tar.gz")
    await restore(postgresql, tmp_path / "a.tar.gz")

    engine = await open_database(url)
    assert await contents(engine) == held
    await engine.dispose()
