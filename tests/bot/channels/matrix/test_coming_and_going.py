"""Which rooms the assistant enters, follows and leaves, on a real Synapse."""

import asyncio

import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.matrix.upgrades import predecessor_in, replacement_in
from bot.dialogue import Dialogue
from bot.wording import intake
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import ask, assistant_in_rooms, direct_room
from tests.bot.channels.matrix.conftest import serving, session_of
from tests.synapse.person import PATIENCE, Person
from tests.synapse.server import SERVER_NAME, Synapse

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


async def upgrade(person: Person, room: str, *, public: bool, version: str = "12") -> str:
    """Upgrade a room, as an administrator of it does; gives the new room."""
    if public:
        await person.request("PUT", f"rooms/{room}/state/m.room.join_rules", {"join_rule": "public"})
    answer = await person.request("POST", f"rooms/{room}/upgrade", {"new_version": version})
    return answer["replacement_room"]


@pytest.mark.parametrize("public", [True, False])
async def test_a_room_that_is_upgraded_is_followed_and_a_report_goes_on_there(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder, public: bool
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")

        new = await upgrade(anna, room, public=public)
        if not public:
            await anna.invite(new, account.user_id)
        await anna.wait_for_member(new, account.user_id)
        said = await ask(anna, new, "Ouders moeten drie keer hetzelfde formulier invullen.")

    assert intake.QUESTIONS["affected"] in said


async def test_a_room_that_was_upgraded_while_the_channel_was_down_is_followed(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")
    new = await upgrade(anna, room, public=True)

    async with assistant_in_rooms(account, dialogue, embedder):
        await anna.wait_for_member(new, account.user_id)
        said = await ask(anna, new, "Ouders moeten drie keer hetzelfde formulier invullen.")

    assert intake.QUESTIONS["affected"] in said


async def test_a_room_that_does_not_say_itself_what_it_replaces_takes_nothing_over(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")
        other = await direct_room(anna, account)

        tombstone = {"body": "verhuisd", "replacement_room": other}
        await anna.request("PUT", f"rooms/{room}/state/m.room.tombstone", tombstone)
        said = await ask(anna, other, "Wat is de ACU?")

        assert intake.QUESTIONS["affected"] not in said
        assert intake.QUESTIONS["affected"] in await ask(anna, room, "Er gaat iets mis met formulieren.")


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


TOMBSTONE = {
    "type": "m.room.tombstone",
    "state_key": "",
    "sender": "@anna:example.org",
    "content": {"replacement_room": "!nieuw"},
}


def test_a_tombstone_names_the_next_room():
    assert replacement_in(TOMBSTONE) == ("!nieuw", "@anna:example.org")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "m.room.name"},
        {"state_key": "x"},
        {"state_key": None},
        {"sender": None},
        {"content": None},
        {"content": {"replacement_room": 1}},
        {"content": {"replacement_room": ""}},
        {"content": {"replacement_room": "#alias:example.org"}},
    ],
)
def test_a_tombstone_that_makes_no_sense_names_none(changes):
    assert replacement_in(TOMBSTONE | changes) is None


@pytest.mark.parametrize("created", [{}, {"predecessor": None}, {"predecessor": []}])
def test_a_room_without_predecessor_replaces_none(created):
    assert predecessor_in(created) is None
    assert predecessor_in({"predecessor": {"room_id": "!oud"}}) == "!oud"
