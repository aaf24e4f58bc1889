"""Whatever Telegram answers, everybody else goes on, and nothing is lost."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.telegram.requests import TokenRefused
from tests.bot.channels.telegram.bot_api import BotApi, Fault, Json
from tests.bot.channels.telegram.conftest import run, serving
from tests.bot.channels.telegram.refusals import Drop, Refusal


def once(method: str, refusal: Refusal, matches: Callable[[Json], bool] = lambda _data: True) -> Fault:
    """The first call of a method that matches goes wrong."""
    left = [refusal]
    return lambda called, data: left.pop() if called == method and left and matches(data) else None


async def test_after_too_many_requests_it_waits_and_sends_once(channel: BotApi) -> None:
    channel.fault = once("sendMessage", Refusal(429, "Too Many Requests", retry_after=1))

    channel.say("vraag")

    assert await channel.until_said(1) == ["Je zei: vraag"]


async def test_who_blocked_the_assistant_stops_nobody_else(channel: BotApi) -> None:
    refused = asyncio.Event()

    def blocks(method: str, data: Json) -> Refusal | None:
        if method != "sendMessage" or data["chat_id"] != 7:
            return None
        refused.set()
        return Refusal(403, "Forbidden: bot was blocked by the user")

    channel.fault = blocks
    channel.say("vraag", sender=7)
    channel.say("vraag", sender=8)
    await channel.until_said(1, chat=8)
    await refused.wait()
    channel.fault = lambda _method, _data: None
    channel.say("weer terug", sender=7)

    assert await channel.until_said(1, chat=7) == ["Je zei: weer terug"]


async def test_what_telegram_cannot_read_is_sent_as_plain_text(channel: BotApi) -> None:
    channel.fault = lambda method, data: (
        Refusal(400, "Bad Request: can't parse entities: unexpected end tag")
        if method == "sendMessage" and "parse_mode" in data
        else None
    )

    channel.say("a < b")

    assert await channel.until_said(1) == ["Je zei: a < b"]


async def test_a_connection_that_drops_before_a_message_is_there_loses_nothing(channel: BotApi) -> None:
    channel.fault = once("sendMessage", Drop(after=False))

    channel.say("vraag")

    assert await channel.until_said(1) == ["Je zei: vraag"]


async def test_of_an_answer_in_parts_no_part_is_sent_again_when_the_connection_drops(channel: BotApi) -> None:
    sent: list[Json] = []

    def drop_second(method: str, data: Json) -> Refusal | None:
        if method != "sendMessage":
            return None
        sent.append(data)
        return Drop(after=False) if len(sent) == 2 else None

    channel.fault = drop_second

    channel.say("lang 1500")
    await channel.until(lambda: sum(text.count("woord") for text in channel.texts()) >= 1500)
    await asyncio.sleep(0.3)

    assert sum(text.count("woord") for text in channel.texts()) == 1500


async def test_a_message_of_which_the_receipt_is_lost_is_not_sent_again(channel: BotApi) -> None:
    channel.fault = once("sendMessage", Drop(after=True))

    channel.say("vraag")
    await channel.until(lambda: channel.called("editMessageText"))
    channel.say("klaar")

    assert await channel.until_said(2) == ["Je zei: vraag", "Je zei: klaar"]


async def test_an_update_that_comes_twice_is_answered_once(channel: BotApi) -> None:
    asked = channel.say("vraag")
    channel.update(message=asked)
    channel.updates.append(channel.updates[-1])
    channel.say("klaar")

    assert await channel.until_said(2) == ["Je zei: vraag", "Je zei: klaar"]


async def test_an_update_that_cannot_be_read_holds_up_no_other(channel: BotApi) -> None:
    person = {"id": 7, "is_bot": False, "first_name": "Anna"}
    channel.update(message={"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "from": person})
    channel.update(poll_answer={"poll_id": "1"})
    channel.say("vraag")

    assert await channel.until_said(1) == ["Je zei: vraag"]


async def test_two_who_ask_for_updates_are_reported_once(
    channel: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    conflict = Refusal(409, "Conflict: terminated by other getUpdates request")
    channel.fault = lambda method, _data: conflict if method == "getUpdates" else None
    await channel.until(lambda: len(channel.called("getUpdates")) >= 4)
    channel.fault = lambda _method, _data: None
    channel.say("vraag")
    await channel.until_said(1)

    assert [record.message for record in caplog.records if "another process" in record.message] == [
        "another process asks for the updates of @wegwijzer_bot: stop one of them"
    ]


async def test_a_token_that_is_refused_closes_the_channel_and_stays_secret(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(TokenRefused) as refused:
        await run(api.url, tmp_path, token="999:ander")

    assert "999:ander" not in f"{refused.value}{refused.value.__cause__}"
    assert "999:ander" not in "".join(r.getMessage() for r in caplog.records if r.levelno > logging.INFO)


async def test_a_token_that_is_revoked_closes_the_channel(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path) as task:
        api.say("vraag")
        await api.until_said(1)

        api.fault = lambda _method, _data: Refusal(401, "Unauthorized")

        with pytest.raises(TokenRefused):
            await asyncio.wait_for(asyncio.shield(task), 10)


async def test_it_waits_for_telegram_when_it_starts(api: BotApi, tmp_path: Path) -> None:
    api.fault = once("getMe", Refusal(502, "Bad Gateway"))
    api.say("vraag")

    async with serving(api, tmp_path):
        assert await api.until_said(1) == ["Je zei: vraag"]
