"""The very first start, which may be killed before anything is kept; on a real Synapse."""

import asyncio
import dataclasses
from collections.abc import Callable, Sequence

import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.messages import Incoming
from bot.storage.inbox import Inbox
from tests.bot.channels.matrix.conftest import serving
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.unreliable import Unreliable
from tests.synapse.watching import PATIENCE, replies_to


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], asyncio.Event]:
    """Have a channel get no further than where it keeps something for the n-th time, as if killed there."""

    def arrange(time: int) -> asyncio.Event:
        receive, reached, times = Inbox.receive, asyncio.Event(), 0

        async def stop(self: Inbox, messages: Sequence[Incoming], position: str | None) -> None:
            nonlocal times
            times += 1
            if times == time:
                reached.set()
                await asyncio.sleep(3600)
            await receive(self, messages, position)

        monkeypatch.setattr(Inbox, "receive", stop)
        return reached

    return arrange


@pytest.mark.parametrize(("who", "time"), [("anna", 1), ("anna", 2), ("eva", 2)])
async def test_killed_at_the_very_first_start_what_was_said_since_it_joined_is_answered(
    anna: Person,
    eva: EncryptedPerson,
    account: MatrixAccount,
    killed_at: Callable[[int], asyncio.Event],
    who: str,
    time: int,
):
    person = eva if who == "eva" else anna
    room = await person.create_room(account.user_id)
    await person.say(room, "van voor de uitnodiging werd aangenomen")
    reached = killed_at(time)
    async with serving(account):
        await asyncio.wait_for(reached.wait(), PATIENCE)
    if time > 1:
        # It joined before it was killed.
        await person.wait_for_member(room, account.user_id)
        asked = await person.say(room, "ben je er?")

    async with serving(account):
        await person.wait_for_member(room, account.user_id)
        if time == 1:
            asked = await person.say(room, "ben je er?")
        await person.wait_for_reply(asked)

    replies = [event for event in map(replies_to, await person.history(room)) if event]
    assert replies == [asked]


async def test_an_invite_that_a_killed_process_knew_of_is_accepted_by_the_next(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    room = await anna.create_room(account.user_id)
    async with Unreliable.way_to(synapse) as way:
        account = dataclasses.replace(account, homeserver=way.url)
        way.failing["/join/"] = 1000
        async with serving(account), asyncio.timeout(PATIENCE):
            while not way.failed:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        way.failing.clear()

        async with serving(account):
            await anna.wait_for_member(room, account.user_id)
            await anna.wait_for_reply(await anna.say(room, "ben je er?"))
