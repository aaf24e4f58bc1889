import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.health.checking import Health, HealthCheck
from bot.health.concerns import Concern, concerns
from bot.health.disk import Disk
from bot.health.errors import KeptError, errors_kept
from bot.health.export import as_json
from bot.health.index_health import IndexHealth, serving_index
from bot.health.reply import health_reply
from bot.messages import Reply, paragraph
from bot.permissions import Role
from bot.reindexing.actions import JobKind
from bot.rendering.plain import render
from bot.settings import RoleSettings
from bot.storage.database import NEWEST_REVISION, open_in_memory
from bot.storage.health import DatabaseHealth, Stored, Waiting
from bot.storage.inbox import Inbox
from bot.storage.index_jobs import IndexJobs, Job
from bot.storage.outbox import add_to_outbox
from bot.storage.transaction import writing
from index.files.generations import FileGenerations
from tests.bot.cli.conftest import Run
from tests.bot.incoming import incoming
from tests.bot.talk import Talk

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WELL = Health(
    versions={"python": "3.11.7", "wegwijzer": "1.0"},
    since=NOW - timedelta(hours=5),
    index=IndexHealth(
        generation=7,
        model="multilingual-e5-small",
        dimensions=384,
        made_at=NOW - timedelta(days=1),
        documents=97,
        passages=1234,
        lines=5678,
        size=10 * 2**20,
    ),
    work=None,
    last_work=None,
    stored=Stored(kind="sqlite", size=4096, revision="0006", messages=(), notices=(), later=0, drafts=0),
    disk=Disk(used=2**20, free=2**40),
    errors=(),
)


def test_who_is_well_says_so_and_then_what_it_runs_on() -> None:
    said = render(health_reply(WELL, NOW))

    assert said.startswith("Alles werkt.\n\n- Wegwijzer: 1.0, draait sinds vandaag 05.00 uur (5 uur)")
    assert "- Taalmodel: multilingual-e5-small, 384 dimensies" in said
    assert "generatie 7: 97 documenten, 1.234 passages, 5.678 regels, 10 MB, gemaakt 21 november 2026" in said
    assert "- Wachtrij: leeg" in said
    assert "- Database: sqlite, 4 kB, migratie 0006" in said
    assert "- Schijf: 1 MB in gebruik, 1024 GB vrij" in said


def test_what_is_wrong_comes_first() -> None:
    late = Waiting("matrix", 2, NOW - timedelta(minutes=6))
    unsent = Waiting("telegram", 1, NOW - timedelta(hours=2))
    failed = Job(
        id=1,
        kind=JobKind.REINDEX,
        generation=None,
        forced=False,
        asked_at=NOW,
        channel="matrix",
        conversation="!r",
        sender="@sanne",
        event="$e",
        cancelled=False,
        finished_at=NOW,
        summary={"ending": "failed"},
    )
    error = KeptError("bot.delivery.delivery", "ValueError", "bot.text:12", 3, NOW - timedelta(minutes=2))
    stored = replace(WELL.stored, messages=(late,), notices=(unsent,))
    room = Disk(used=1, free=2**20)
    ill = replace(WELL, index=None, last_work=failed, stored=stored, disk=room, errors=(error,))

    said = render(health_reply(ill, NOW))

    assert concerns(ill, NOW) == tuple(Concern)
    assert [line[:8] for line in said.split("\n\n")[:6]] == ["Let op: "] * 6
    assert "nog maar 1 MB vrij" in said
    assert "- Werk aan de index: opnieuw lezen, vandaag 10.00 uur: dat ging mis" in said
    assert "2 berichten wachten op antwoord op matrix, de oudste al 6 minuten" in said
    assert "sanne" not in as_json(ill, NOW)
    assert "ValueError in bot.text:12 (bot.delivery.delivery, 3 keer), vandaag 09.58 uur" in said


def test_what_waits_a_moment_or_for_somebody_to_come_by_is_nothing_to_look_after() -> None:
    messages = (Waiting("matrix", 9, NOW - timedelta(seconds=2)),)
    notices = (Waiting("terminal", 1, NOW - timedelta(days=30)),)

    assert concerns(replace(WELL, stored=replace(WELL.stored, messages=messages, notices=notices)), NOW) == ()


async def test_what_waits_is_counted_but_for_who_asks(tmp_path: Path) -> None:
    engine = await open_in_memory()
    asking = incoming("/gezondheid", event="asking")
    waiting = [incoming("Wat is WaU?", event=f"e{number}", sent_at=NOW) for number in range(2)]
    await Inbox(engine, asking.channel, lambda message: message).receive([asking, *waiting], None)
    async with writing(engine) as connection:
        for not_before in (None, NOW + timedelta(hours=1)):
            reply = Reply((paragraph("Dag"),))
            await add_to_outbox(connection, "matrix", "!r", "@a", reply, NOW, not_before=not_before)

    check = HealthCheck(DatabaseHealth(engine), IndexJobs(engine), tmp_path / "missing", lambda: None)
    health = await check.check(NOW, asking)
    await engine.dispose()

    assert health.stored.messages == (Waiting(asking.channel, 2, NOW),)
    assert health.stored.notices == (Waiting("matrix", 1, NOW),)
    assert health.stored.later == 1
    assert health.disk.used == 0
    assert "@a" not in as_json(health, NOW)


def test_a_folder_without_an_index_is_no_index(tmp_path: Path) -> None:
    assert serving_index(FileGenerations(tmp_path)) is None


async def test_an_admin_sees_what_went_wrong_and_nothing_that_was_said(talk: Talk) -> None:
    admin = RoleSettings(channel="test", person="beheer", role=Role.ADMIN)
    talk.settings = talk.settings.model_copy(update={"roles": (admin,)})
    await talk.restart()

    with errors_kept():
        try:
            raise ValueError("Jan Jansen")
        except ValueError:
            logging.getLogger("bot.delivery.delivery").exception("answering %s failed", "$geheim")
        said = await talk.say("/gezondheid", sender="beheer")

    assert said.startswith("Let op: er ging de laatste 24 uur iets mis.")
    assert "- Index: generatie " in said
    assert "- ValueError in " in said
    assert "Jansen" not in said
    assert "geheim" not in said


def test_the_command_line_shows_it_too(run: Run, tmp_path: Path) -> None:
    shown, written = run("gezondheid"), run("gezondheid", "--json")

    assert (shown.code, written.code) == (0, 0)
    assert shown.lines[0].startswith("Let op: er is geen index")
    fields = json.loads(written.output)
    assert fields["concerns"] == ["no_index"]
    assert fields["database"]["revision"] == NEWEST_REVISION
    assert fields["queues"] == {"messages": [], "to_answer": [], "notices": [], "later": 0, "drafts": 0}
