"""The homeserver, or Telegram, is away: nothing is lost or doubled, and it is not flooded.

python -m pytest tests/failures/test_homeserver_down.py
"""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.conftest import serving
from tests.bot.channels.matrix.echo import Echo
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.refusals import Refusal
from tests.failures.conftest import SOON, telegram, until_said
from tests.failures.way import Way
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.unreliable import Unreliable
from tests.synapse.watching import replies_to

pytestmark = pytest.mark.usefixtures("patient")

OUTAGE = 4.0
"""Seconds."""

ALL = 10**6


async def answered(person: Person, room: str, *asked: str) -> None:
    """Wait until all is answered, and see that each is, once and in order."""
    async with asyncio.timeout(SOON):
        while True:
            replied = [event for event in map(replies_to, await person.history(room)) if event]
            if len(replied) >= len(asked):
                break
            await asyncio.sleep(0.1)
    assert replied == list(asked)


async def test_a_proxy_that_gives_errors_is_not_flooded_and_all_is_answered_seconds_after_it(
    synapse: Synapse, anna: Person, account: MatrixAccount
) -> None:
    async with (
        Unreliable.way_to(synapse) as way,
        serving(replace(account, homeserver=way.url), Echo(seconds=0.5)),
    ):
        rooms = [await anna.create_room(account.user_id) for _ in range(4)]
        for room in rooms:
            await anna.wait_for_member(room, account.user_id)
        first = [await anna.say(room, "een") for room in rooms]
        await asyncio.sleep(0.3)

        way.failing["/"] = ALL
        second = [await anna.say(room, "twee") for room in rooms]
        await asyncio.sleep(OUTAGE)
        asked_in_vain = way.failed
        way.failing.clear()

        for room, *asked in zip(rooms, first, second, strict=True):
            await answered(anna, room, *asked)

    assert 3 <= asked_in_vain <= 40


async def test_a_homeserver_that_hangs_and_then_breaks_off_is_asked_anew(
    synapse: Synapse, anna: Person, account: MatrixAccount
) -> None:
    async with (
        Way.to(synapse.url) as way,
        serving(replace(account, homeserver=way.url), Echo(seconds=0.5)),
    ):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
        asked = [await anna.say(room, "een")]
        await asyncio.sleep(0.3)

        way.say_nothing()
        asked.append(await anna.say(room, "twee"))
        await asyncio.sleep(2)
        await way.close()
        way.speak()
        await way.free()

        await answered(anna, room, *asked)


async def test_telegram_that_is_away_is_not_flooded_and_all_is_answered_seconds_after_it(
    api: BotApi, tmp_path: Path
) -> None:
    chats = range(1, 21)
    async with telegram(api, f"sqlite:///{tmp_path / 'wegwijzer.db'}", tmp_path):
        for chat in chats:
            api.say("traag een", sender=chat)
        await api.until(lambda: not api.updates)
        before = len(api.calls)
        api.fault = lambda _method, _data: Refusal(502, "Bad Gateway")
        for chat in chats:
            api.say("twee", sender=chat)
        await asyncio.sleep(OUTAGE)
        asked_in_vain = len(api.calls) - before
        api.fault = lambda _method, _data: None

        for chat in chats:
            await until_said(api, "Je zei: traag een", "Je zei: twee", chat=chat)

    assert 3 <= asked_in_vain <= 60


async def test_telegram_that_refuses_connections_loses_and_doubles_nothing(
    api: BotApi, tmp_path: Path
) -> None:
    async with (
        Way.to(api.url) as way,
        telegram(api, f"sqlite:///{tmp_path / 'wegwijzer.db'}", tmp_path, url=way.url),
    ):
        api.say("traag een")
        await api.until(lambda: not api.updates)
        await way.close()
        api.say("twee")
        await asyncio.sleep(3)
        await way.free()

        await until_said(api, "Je zei: traag een", "Je zei: twee")
