"""What goes wrong is tried again, and less and less often; on a real Synapse."""

import asyncio
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot import backoff
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.reading import Reading
from bot.channels.side_by_side import serve_side_by_side
from bot.storage.database import open_database
from bot.wording.errors import explain
from tests.bot.channels.matrix.assistant import direct_room
from tests.bot.channels.matrix.conftest import registered, serving, session_of
from tests.bot.channels.matrix.echo import Echo, serve_on
from tests.bot.channels.matrix.test_restarts import log_out
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.unreliable import Unreliable
from tests.synapse.watching import PATIENCE


class Chance:
    """Keeps between what bounds a wait was left to chance, and makes it short."""

    def __init__(self) -> None:
        self.bounds: list[tuple[float, float]] = []

    def uniform(self, low: float, high: float) -> float:
        self.bounds.append((low, high))
        return 0.01


@pytest.mark.parametrize("failing", ["/login", "/keys/upload", "/sync", "/join/", "/send/m.room.message/"])
async def test_whatever_fails_is_tried_again_after_waits_that_double_and_are_left_to_chance(
    synapse: Synapse,
    anna: Person,
    account: MatrixAccount,
    monkeypatch: pytest.MonkeyPatch,
    failing: str,
):
    chance = Chance()
    monkeypatch.setattr(backoff, "_random", chance)
    room = await anna.create_room(account.user_id)
    async with Unreliable.way_to(synapse) as way:
        way.failing[failing] = 3
        async with serving(replace(account, homeserver=way.url)):
            await anna.wait_for_member(room, account.user_id)
            await anna.wait_for_reply(await anna.say(room, "ben je er?"))

    assert way.failed == 3
    assert {(0.25, 0.5), (0.5, 1.0), (1.0, 2.0)} <= set(chance.bounds)


async def test_an_error_of_our_own_while_a_sync_is_taken_in_ends_nothing(
    anna: Person, account: MatrixAccount, monkeypatch: pytest.MonkeyPatch
):
    read, failed = Reading.read, asyncio.Event()

    async def fail_once(*args: object) -> object:
        if not failed.is_set():
            failed.set()
            raise LookupError("a mistake")
        return await read(*args)

    async with serving(account):
        room = await direct_room(anna, account)
        monkeypatch.setattr(Reading, "read", fail_once)

        await anna.wait_for_reply(await anna.say(room, "ben je er?"))

    assert failed.is_set()


async def test_of_a_revoked_token_it_is_said_what_to_do_and_the_other_channel_goes_on(
    synapse: Synapse,
    anna: Person,
    account: MatrixAccount,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.ERROR, "bot.channels.side_by_side")
    other = registered(synapse, tmp_path / "other")
    engines = [
        await open_database(f"sqlite:///{each.data_dir / 'wegwijzer.db'}") for each in (account, other)
    ]
    channels = {
        "matrix": partial(serve_on, engines[0], account, Echo()),
        "other": partial(serve_on, engines[1], other, Echo()),
    }
    running = asyncio.create_task(serve_side_by_side(channels, lambda error: explain(error) or ""))
    try:
        await direct_room(anna, account)
        room = await direct_room(anna, other)
        await log_out(synapse, session_of(account)["access_token"])
        async with asyncio.timeout(PATIENCE):
            while not caplog.messages:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

        await anna.wait_for_reply(await anna.say(room, "ben jij er nog?"))
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        for engine in engines:
            await engine.dispose()

    assert caplog.messages == [
        "matrix stops: Matrix heeft de sessie beëindigd. Start opnieuw met een wachtwoord of een nieuw token."
    ]
