"""PostgreSQL stops, is killed, refuses or hangs: what people see of it, and that nothing is lost or doubled.

python -m pytest tests/failures/test_database_down.py
"""

import asyncio
import io
import logging
import traceback
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.channels.matrix.account import MatrixAccount
from bot.channels.telegram.account import Webhook
from bot.channels.terminal.conversation import talk
from bot.storage import patience
from bot.storage.conversations import Conversations
from bot.storage.database import DatabaseUnusable, open_database
from bot.storage.starting import wait_for_database
from bot.storage.transaction import writing
from bot.wording.manners import TAKES_LONG
from bot.wording.terminal import DATABASE_AWAY
from tests.bot.channels.matrix.echo import Echo as RoomEcho
from tests.bot.channels.matrix.echo import serve_on
from tests.bot.channels.outbox import OutboxInMemory
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import APOLOGY, Echo, kept_running
from tests.failures.conftest import telegram, until_said
from tests.failures.way import Way
from tests.postgres.server import Postgres
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.watching import replies_to

A_WHILE = 1.5
"""Seconds that the database is away: longer than the first few tries."""


async def test_what_is_asked_while_the_database_is_down_is_answered_once_and_in_order_when_it_is_back(
    api: BotApi, postgres: Postgres, database: str, tmp_path: Path, impatient: None
) -> None:
    async with telegram(api, database, tmp_path):
        api.say("een")
        await until_said(api, "Je zei: een")
        await asyncio.sleep(0.2)

        await asyncio.to_thread(postgres.kill)
        try:
            api.say("twee")
            api.say("drie")
            await until_said(api, "Je zei: een", TAKES_LONG)
            waiting = [update["message"]["text"] for update in api.updates]
        finally:
            await asyncio.to_thread(postgres.start)

        await until_said(api, "Je zei: een", TAKES_LONG, "Je zei: twee", "Je zei: drie")
    assert waiting[-2:] == ["twee", "drie"]


async def test_a_message_that_was_received_waits_for_the_database_and_is_answered_when_it_is_back(
    api: BotApi, way: Way, tmp_path: Path, impatient: None, caplog: pytest.LogCaptureFixture
) -> None:
    async with telegram(api, way.url, tmp_path):
        api.say("traag dit was ik al aan het vragen")
        await api.until(lambda: api.called("sendChatAction"))
        await way.close()

        await until_said(api, TAKES_LONG)
        await asyncio.sleep(A_WHILE + 2)
        await way.free()

        await until_said(api, TAKES_LONG, "Je zei: traag dit was ik al aan het vragen")
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_reply_that_was_sent_and_could_not_be_noted_is_not_sent_again(
    api: BotApi, way: Way, tmp_path: Path
) -> None:
    loop = asyncio.get_running_loop()
    lost: list[asyncio.Task[None]] = []

    def lose_the_database(method: str, _data: object) -> None:
        if method == "sendMessage" and not lost:
            lost.append(loop.create_task(way.close()))

    api.fault = lose_the_database
    async with telegram(api, way.url, tmp_path):
        api.say("een")
        await until_said(api, "Je zei: een")
        await asyncio.sleep(A_WHILE)
        await way.free()
        api.say("twee")
        await until_said(api, "Je zei: een", "Je zei: twee")

        # What the database lacked of it is there now.
        await api.until(lambda: not (tmp_path / "telegram" / "sent").read_bytes())


async def test_a_webhook_is_told_to_come_again_as_long_as_the_database_is_down(
    api: BotApi, way: Way, tmp_path: Path, unused_tcp_port: int
) -> None:
    port = unused_tcp_port
    webhook = Webhook(url=f"http://127.0.0.1:{port}/hook", port=port)
    async with telegram(api, way.url, tmp_path, webhook=webhook):
        await api.until(lambda: api.webhook)
        assert await api.bring({"update_id": 1, "message": api.message("een", 7, 7)}) == 200
        await until_said(api, "Je zei: een")
        await way.close()
        update = {"update_id": 2, "message": api.message("twee", 7, 7)}

        assert await api.bring(update) == 503
        await way.free()
        async with asyncio.timeout(10):
            while await api.bring(update) != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        await until_said(api, "Je zei: een", "Je zei: twee")


async def test_a_database_that_says_nothing_any_more_is_given_up_and_asked_anew(
    api: BotApi, way: Way, tmp_path: Path, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST_SILENCE", 1.0)
    async with telegram(api, way.url, tmp_path):
        api.say("een")
        await until_said(api, "Je zei: een")

        way.say_nothing()
        api.say("twee")
        await until_said(api, "Je zei: een", TAKES_LONG)
        # Who is connected is never heard of again; who connects anew is.
        await way.close()
        way.speak()
        await way.free()

        await until_said(api, "Je zei: een", TAKES_LONG, "Je zei: twee")


async def test_in_the_terminal_it_is_said_that_nothing_was_done_and_what_to_do(
    way: Way, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = await open_database(way.url)
    assistant, outbox = Echo(Conversations(engine)), OutboxInMemory()
    for line in ("een\n", "twee\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        await talk(assistant, outbox, APOLOGY, 1000, at_once)
        await way.close()
    await engine.dispose()

    said = [line for line in capsys.readouterr().out.splitlines() if line]
    assert said == ["Je zei: een", DATABASE_AWAY]


async def at_once() -> None:
    """Nothing is left to wait for."""


async def test_who_starts_waits_for_a_database_that_is_not_there_yet(
    way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    await way.close()
    waiting = asyncio.create_task(wait_for_database(way.url))
    await asyncio.sleep(A_WHILE)
    assert not waiting.done()
    await way.free()

    async with asyncio.timeout(10):
        await waiting
    assert caplog.messages
    assert all("Connection refused" in line and "\n" not in line for line in caplog.messages)


async def test_who_starts_with_a_database_that_does_not_exist_is_told_so_at_once(database: str) -> None:
    with pytest.raises(DatabaseUnusable, match='database "elders" does not exist'):
        await wait_for_database(database.rpartition("/")[0] + "/elders")


async def test_no_error_of_the_database_tells_what_people_wrote(database: str) -> None:
    secret = "mijn BSN is 123456782"
    statements = [
        "INSERT INTO inbox (channel, message) VALUES (:said, '{}')",
        "INSERT INTO inbox (channel, event, message) VALUES ('a', :said, '{}'), ('a', :said, '{}')",
        "SELECT CAST(:said AS integer)",
    ]
    engine = await open_database(database)
    told = []
    for statement in statements:
        try:
            async with writing(engine) as connection:
                await connection.execute(text(statement), {"said": secret})
        except Exception:
            told.append(traceback.format_exc())
    await engine.dispose()

    assert len(told) == len(statements)
    assert not [error for error in told if "BSN" in error]
    assert "violates not-null constraint" in told[0]
    assert "violates unique constraint" in told[1]
    assert "InvalidTextRepresentation (22P02)" in told[2]


async def test_in_an_encrypted_room_what_is_said_while_the_database_is_down_is_answered_once(
    eva: EncryptedPerson, account: MatrixAccount, way: Way, impatient: None
) -> None:
    engine = await open_database(way.url)
    async with kept_running(serve_on(engine, account, RoomEcho())):
        room = await eva.create_room(account.user_id)
        await eva.wait_for_member(room, account.user_id)
        await eva.wait_for_reply(await eva.say(room, "een"))
        await asyncio.sleep(0.5)

        await way.close()
        asked = await eva.say(room, "twee")
        told = await eva.wait_for_reply(asked)
        await way.free()
        await eva.wait_for_reply(await eva.say(room, "drie"))
    await engine.dispose()

    said = [event["content"]["body"] for event in await eva.history(room) if replies_to(event)]
    said = [words for words in said if words.startswith("Je zei")]
    assert told["content"]["body"].endswith(TAKES_LONG)
    assert [words.split()[2] for words in said] == ["een", "twee", "drie"]
