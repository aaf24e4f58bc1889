"""PostgreSQL that is slow, or busy with somebody else: who waits is told so, and nobody's words pile up.

python -m pytest tests/failures/test_slow_database.py
"""

import logging
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import postgresql
from bot.storage.database import open_database
from bot.storage.postgresql import TAKE_TURN
from bot.wording.manners import TAKES_LONG
from tests.bot.channels.telegram.bot_api import BotApi
from tests.failures.conftest import telegram, until_said
from tests.failures.way import Way

CHATS = range(1, 31)
SLOW = 0.05
"""Seconds that each packet takes longer: a database on the other side of the ocean."""

_CONNECTED = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")


async def test_while_another_holds_the_database_for_long_people_are_told_and_answered_after_it(
    api: BotApi,
    database: str,
    tmp_path: Path,
    impatient: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setitem(postgresql._LONGEST, "lock_timeout", "500ms")
    other = await open_database(database)
    async with telegram(api, database, tmp_path):
        api.say("een")
        await until_said(api, "Je zei: een")
        async with other.connect() as connection:
            await connection.execute(TAKE_TURN)
            for chat in CHATS:
                api.say("twee", sender=chat)
            await api.until(lambda: all(TAKES_LONG in api.texts(chat) for chat in CHATS))
            connected = await connection.scalar(_CONNECTED)

        for chat in CHATS:
            before = ["Je zei: een"] if chat == 7 else []
            await until_said(api, *before, TAKES_LONG, "Je zei: twee", chat=chat)
    await other.dispose()

    assert connected is not None
    assert connected <= 15
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert not [record for record in ours if record.levelno >= logging.ERROR]


async def test_on_a_slow_way_to_the_database_conversations_are_answered_side_by_side(
    api: BotApi, way: Way, tmp_path: Path
) -> None:
    async with telegram(api, way.url, tmp_path):
        api.say("een")
        await until_said(api, "Je zei: een")
        way.delay = SLOW
        began = time.monotonic()
        api.say("twee")
        await until_said(api, "Je zei: een", "Je zei: twee")
        one = time.monotonic() - began

        began = time.monotonic()
        for chat in CHATS[:5]:
            api.say("drie", sender=chat)
        for chat in CHATS[:5]:
            await until_said(api, "Je zei: drie", chat=chat)
        five = time.monotonic() - began
        way.delay = 0

    assert five < 4 * one
