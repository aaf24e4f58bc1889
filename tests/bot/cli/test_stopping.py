"""`wegwijzer run` is told to stop, as systemd and container platforms do it."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.cli.stopping import LONGEST
from tests.bot.channels.telegram.assistant import PERSON, program
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import api  # noqa: F401 - a fixture
from tests.bot.cli.wegwijzer import furnished


async def test_the_reply_that_is_under_way_is_sent_and_what_comes_later_is_answered_at_the_next_start(
    api: BotApi,  # noqa: F811
    installed: Path,
    tmp_path: Path,
) -> None:
    data = furnished(tmp_path / "data", installed)
    async with program(api, data) as running:
        api.say("/help", sender=PERSON)
        await api.until_said(1, chat=PERSON)
        api.seconds_to_answer = 1.5
        api.say("/versie", sender=PERSON)
        await api.until(lambda: len(api.called("sendMessage")) >= 2)

        running.send_signal(signal.SIGTERM)
        api.say("Wat is de ACU?", sender=PERSON)

        async with asyncio.timeout(LONGEST + 20):
            assert await running.wait() == 0
    assert len(api.said(PERSON)) == 2
    with closing(sqlite3.connect(data / "wegwijzer.db")) as database:
        assert database.execute("SELECT count(finished_at) FROM inbox").fetchone() == (2,)
    assert "Traceback" not in (data / "run.log").read_text()
    assert not (data / "wegwijzer.db-wal").exists(), "the database was closed"

    api.seconds_to_answer = 0
    api.calls.clear()
    async with program(api, data) as running:
        await api.until_said(3, chat=PERSON)
        running.send_signal(signal.SIGINT)
        running.send_signal(signal.SIGINT)
        assert await running.wait() in {0, 128 + signal.SIGINT}
    assert len(api.said(PERSON)) == 3
