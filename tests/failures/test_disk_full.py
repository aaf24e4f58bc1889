"""The disk is full: what was said before stays, what cannot be kept is not lost, and nothing is half done.

python -m pytest tests/failures/test_disk_full.py
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly.answering import dialogue_with
from bot.channels.matrix.account import MatrixAccount
from bot.storage.transaction import DatabaseRefuses
from bot.wording.manners import TAKES_LONG
from tests.bot.channels.matrix.conftest import serving
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.talk import ANSWERS, DESCRIPTION, Talk
from tests.failures.conftest import telegram, until_said
from tests.failures.small_disk import SmallDisk
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.watching import replies_to
from tests.torture.assistant_process import no_progress, settings_in, small_embedder
from tests.torture.torture import make_documents

LONG = " ".join(["moeilijk"] * 400)
"""Does not fit in what is left of a page."""

MOST_PAGES = 2**32 - 2


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    """A conversation with the assistant, with the tests' small model."""
    make_documents(tmp_path)
    embedder, data_dir = small_embedder(), tmp_path / "data"
    dialogue = await asyncio.to_thread(dialogue_with, embedder, settings_in(data_dir), None, no_progress)
    talk = Talk(dialogue, embedder, data_dir)
    await talk.start()
    yield talk
    await talk.stop()


@contextmanager
def full(engine: AsyncEngine) -> Iterator[None]:
    """Let a database grow no further: SQLite says then that the disk is full, as it does when it is."""

    most = 1

    def limit(connection: Any, *_: object) -> None:
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"PRAGMA max_page_count = {most}")

    event.listen(engine.sync_engine, "checkout", limit)
    yield
    most = MOST_PAGES


async def test_a_report_that_is_being_told_goes_on_where_it_was_when_there_is_room_again(talk: Talk) -> None:
    described = f"{DESCRIPTION} {LONG} {LONG}"
    await talk.say("/melden")

    with full(talk.engine):
        for _ in range(3):
            with pytest.raises(DatabaseRefuses, match="full"):
                await talk.say(described, event="omschrijving")
    await talk.say(described, event="omschrijving")
    await talk.say(*ANSWERS[1:], *["overslaan"] * 6)

    with full(talk.engine):
        refused = False
        try:
            await talk.say("versturen", event="laatste")
        except DatabaseRefuses:
            refused = True
        # All of it or nothing: what is freed by it may just be enough.
        assert len(await talk.knelpunten()) == (0 if refused else 1)
    await talk.say("versturen", event="laatste")

    (knelpunt,) = await talk.knelpunten()
    assert knelpunt.report.description == described


async def test_who_talks_while_the_disk_is_full_is_told_so_and_answered_without_a_restart(
    api: BotApi, small_disk: SmallDisk, impatient: None
) -> None:
    data = small_disk.folder
    async with telegram(api, f"sqlite:///{data / 'wegwijzer.db'}", data):
        api.say("een")
        await until_said(api, "Je zei: een")
        await asyncio.sleep(0.2)
        empty_log(data / "wegwijzer.db")
        small_disk.fill()

        api.say("twee")
        await until_said(api, "Je zei: een", TAKES_LONG)
        api.say(f"drie {LONG}")
        await asyncio.sleep(1)
        small_disk.free()

        await until_said(api, "Je zei: een", TAKES_LONG, "Je zei: twee", f"Je zei: drie {LONG}")


async def test_in_an_encrypted_room_no_key_is_lost_while_the_disk_is_full(
    eva: EncryptedPerson, account: MatrixAccount, small_disk: SmallDisk
) -> None:
    async with serving(replace(account, data_dir=small_disk.folder)):
        room = await eva.create_room(account.user_id)
        await eva.wait_for_member(room, account.user_id)
        await eva.wait_for_reply(await eva.say(room, "een"))
        for database in small_disk.folder.rglob("*.db"):
            empty_log(database)
        small_disk.fill()

        # The key of what is said from here on is a new one.
        eva.client.olm.outbound_group_sessions.pop(room)
        asked = await eva.say(room, f"twee {LONG}")
        await asyncio.sleep(3)
        unanswered = [event for event in await eva.history(room) if replies_to(event) == asked]
        small_disk.free()

        reply = await eva.wait_for_reply(asked)
    assert not unanswered
    assert reply["content"]["body"].startswith("Je zei: twee")


def empty_log(database: Path) -> None:
    """Leave no room in the write-ahead log, which is written over otherwise."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
