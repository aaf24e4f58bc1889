"""Rooms that are upgraded: what was said goes on in the next one, on a real Synapse."""

import asyncio
from typing import Any

import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.upgrades import predecessor_in, replacement_in
from bot.dialogue import Dialogue
from bot.storage.moving import Moving
from bot.wording import intake
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import ask, assistant_in_rooms, direct_room
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.watching import PATIENCE

PROBLEM = "Ouders moeten drie keer hetzelfde formulier invullen."


async def upgrade(person: Person, room: str, *, public: bool) -> str:
    """Upgrade a room, as an administrator of it does; gives the new room."""
    if public:
        await person.request("PUT", f"rooms/{room}/state/m.room.join_rules", {"join_rule": "public"})
    answer = await person.request("POST", f"rooms/{room}/upgrade", {"new_version": "12"})
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
        said = await ask(anna, new, PROBLEM)

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
        said = await ask(anna, new, PROBLEM)

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


async def test_what_is_told_in_a_thread_goes_on_in_the_next_room(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        thread = {"m.relates_to": {"rel_type": "m.thread", "event_id": await anna.say(room, "hallo")}}
        await anna.wait_for_reply(await anna.say(room, "/melden", **thread))

        new = await upgrade(anna, room, public=True)
        await anna.wait_for_member(new, account.user_id)
        said = await ask(anna, new, PROBLEM)

    assert intake.QUESTIONS["affected"] in said


async def test_killed_before_anything_was_taken_along_the_report_goes_on_in_the_next_room(
    anna: Person,
    account: MatrixAccount,
    dialogue: Dialogue,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
):
    reached = asyncio.Event()

    async def hang(*_args: object, **_names: object) -> None:
        reached.set()
        await asyncio.sleep(3600)

    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")
        with monkeypatch.context() as patched:
            patched.setattr(Moving, "move", hang)
            new = await upgrade(anna, room, public=True)
            await asyncio.wait_for(reached.wait(), PATIENCE)
    asked = await anna.say(new, PROBLEM)

    async with assistant_in_rooms(account, dialogue, embedder):
        reply = await anna.wait_for_reply(asked)

    assert intake.QUESTIONS["affected"] in reply["content"]["body"]


async def test_when_taking_along_fails_at_first_the_report_goes_on_in_the_next_room(
    anna: Person,
    account: MatrixAccount,
    dialogue: Dialogue,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
):
    move, failed = Moving.move, asyncio.Event()

    async def fail_once(*args: Any) -> None:
        if not failed.is_set():
            failed.set()
            raise OSError("no space left on device")
        await move(*args)

    monkeypatch.setattr(Moving, "move", fail_once)
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")
        new = await upgrade(anna, room, public=True)
        await anna.wait_for_member(new, account.user_id)
        said = await ask(anna, new, PROBLEM)

    assert failed.is_set()
    assert intake.QUESTIONS["affected"] in said


async def test_an_encrypted_room_that_is_upgraded_is_followed_and_stays_encrypted(
    eva: EncryptedPerson, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await eva.create_room(account.user_id, direct=True)
        await eva.wait_for_member(room, account.user_id)
        await eva.wait_for_reply(await eva.say(room, "/melden"))

        new = await upgrade(eva.person, room, public=True)
        await eva.wait_for_member(new, account.user_id)
        reply = await eva.wait_for_reply(await eva.say(new, PROBLEM))

    assert intake.QUESTIONS["affected"] in reply["content"]["body"]
    assert reply["encrypted"]


async def test_what_was_said_just_before_an_upgrade_is_answered_in_the_next_room(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")
    await anna.say(room, PROBLEM)
    new = await upgrade(anna, room, public=True)

    async with assistant_in_rooms(account, dialogue, embedder):
        reply = await anna.wait_for(
            lambda event: intake.QUESTIONS["affected"] in str(event["content"].get("body"))
        )

    assert reply["room_id"] == new
    assert "m.relates_to" not in reply["content"]


async def test_a_room_that_is_upgraded_twice_goes_on_in_the_last(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")
        second = await upgrade(anna, room, public=True)
        await anna.wait_for_member(second, account.user_id)
    third = await upgrade(anna, second, public=True)

    async with assistant_in_rooms(account, dialogue, embedder):
        await anna.wait_for_member(third, account.user_id)
        said = await ask(anna, third, PROBLEM)

    assert intake.QUESTIONS["affected"] in said


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
        {"content": {"replacement_room": "!nieuw\nERROR een regel"}},
        {"content": {"replacement_room": "#alias:example.org"}},
    ],
)
def test_a_tombstone_that_makes_no_sense_names_none(changes):
    assert replacement_in(TOMBSTONE | changes) is None


@pytest.mark.parametrize("created", [{}, {"predecessor": None}, {"predecessor": []}])
def test_a_room_without_predecessor_replaces_none(created):
    assert predecessor_in(created) is None
    assert predecessor_in({"predecessor": {"room_id": "!oud"}}) == "!oud"
