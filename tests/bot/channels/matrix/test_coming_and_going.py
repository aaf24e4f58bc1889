"""Which rooms the assistant enters, follows and leaves, on a real Synapse."""

import asyncio

import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.policy import MatrixPolicy
from tests.bot.channels.matrix.conftest import serving, session_of
from tests.synapse.person import Person
from tests.synapse.server import SERVER_NAME, Synapse
from tests.synapse.watching import PATIENCE

OURS = "@wegwijzer:example.org"


@pytest.mark.parametrize(
    ("invites_from", "inviter", "allowed"),
    [
        ((), "@anna:example.org", True),
        ((), "@anna:example.org.evil.net", False),
        ((), "@anna:evil-example.org", False),
        ((), "@anna:matrix.example.org", False),
        ((), "@anna:example.org:8448", False),
        ((), "@example.org:evil.net", False),
        (("minszw.nl",), "@anna:minszw.nl", True),
        (("minszw.nl",), "@anna:example.org", False),
        (("@anna:minszw.nl",), "@anna:minszw.nl", True),
        (("@anna:minszw.nl",), "@bob:minszw.nl", False),
        (("@anna:minszw.nl",), "@anna:minszw.nl.evil.net", False),
    ],
)
def test_who_may_invite_is_compared_whole(invites_from: tuple[str, ...], inviter: str, allowed: bool):
    policy = MatrixPolicy(invites_from=frozenset(invites_from))

    assert policy.may_invite(inviter, OURS) is allowed


async def membership(person: Person, room: str, user: str) -> str:
    path = f"rooms/{room}/state/m.room.member/{user}"
    return (await person.request("GET", path))["membership"]


async def wait_until_gone(person: Person, room: str, user: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while await membership(person, room, user) != "leave":  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def rooms_of(synapse: Synapse, account: MatrixAccount) -> list[str]:
    async with Person.with_token(synapse, session_of(account)["access_token"]) as assistant:
        return (await assistant.request("GET", "joined_rooms"))["joined_rooms"]


async def test_an_invite_from_elsewhere_is_declined_and_others_are_not_kept_waiting(
    anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account, policy=MatrixPolicy(invites_from=frozenset({bob.user_id}))):
        declined = await anna.create_room(account.user_id)
        accepted = await bob.create_room(account.user_id)

        await wait_until_gone(anna, declined, account.user_id)
        await bob.wait_for_member(accepted, account.user_id)


async def test_an_invite_from_an_allowed_homeserver_is_accepted(anna: Person, account: MatrixAccount):
    async with serving(account, policy=MatrixPolicy(invites_from=frozenset({SERVER_NAME}))):
        await anna.wait_for_member(await anna.create_room(account.user_id), account.user_id)


async def test_a_room_in_which_nobody_else_is_left_is_left(
    synapse: Synapse, anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account):
        empty, kept = [await anna.create_room(account.user_id, bob.user_id) for _ in range(2)]
        for room in (empty, kept):
            await bob.join(room)
            await anna.wait_for_member(room, account.user_id)
        for person, room in ((anna, empty), (anna, kept), (bob, empty)):
            await person.request("POST", f"rooms/{room}/leave", {})

        async with asyncio.timeout(PATIENCE):
            while await rooms_of(synapse, account) != [kept]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)


async def test_a_room_that_was_left_by_all_while_the_channel_was_down_is_left(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
    await anna.request("POST", f"rooms/{room}/leave", {})

    async with serving(account):
        async with asyncio.timeout(PATIENCE):
            while await rooms_of(synapse, account):  # noqa: ASYNC110
                await asyncio.sleep(0.1)


async def test_in_a_room_of_version_12_everything_works(anna: Person, account: MatrixAccount):
    async with serving(account):
        body = {"preset": "private_chat", "invite": [account.user_id], "room_version": "12"}
        room = (await anna.request("POST", "createRoom", body))["room_id"]
        await anna.wait_for_member(room, account.user_id)
        asked = await anna.say(room, "een")
        answer = await anna.wait_for_reply(asked)
        await anna.redact(room, asked)

        async with asyncio.timeout(PATIENCE):
            while (await anna.event(room, answer["event_id"]))["content"]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        await anna.wait_for_reply(await anna.say(room, "twee"))
