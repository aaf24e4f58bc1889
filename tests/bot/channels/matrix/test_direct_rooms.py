"""What is said in a group and wants a conversation of two goes on in one, on a real Synapse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from random import randrange

import nio
import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import connect
from bot.channels.matrix.direct_rooms import DirectRooms, read_marks
from bot.delivery.delivery import Undeliverable
from tests.bot.channels.matrix.conftest import process, serving, session_of
from tests.bot.channels.matrix.echo import Discreet
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import PATIENCE, Event, replies_to


async def group_of(account: MatrixAccount, *people: Person) -> str:
    first, *others = people
    group = await first.create_room(account.user_id, *(person.user_id for person in others))
    for person in others:
        await person.join(group)
    await first.wait_for_member(group, account.user_id)
    return group


async def echo_in(person: Person, room: str, text: str) -> Event:
    return await person.wait_for(
        lambda event: (
            event["room_id"] == room
            and event["type"] == "m.room.message"
            and event["content"]["body"].startswith(f"Je zei: {text}")
        )
    )


async def announced_to(person: Person, group: str) -> list[str]:
    """The messages in a group that were replied to there, once for each reply."""
    return [event for event in map(replies_to, await person.history(group)) if event]


async def wait_until_announced(person: Person, group: str, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            if len(await announced_to(person, group)) >= count:
                return
            await asyncio.sleep(0.01)


async def rooms_of(synapse: Synapse, account: MatrixAccount) -> list[str]:
    async with Person.with_token(synapse, session_of(account)["access_token"]) as assistant:
        return (await assistant.request("GET", "joined_rooms"))["joined_rooms"]


async def test_a_group_message_goes_on_in_a_new_direct_room(
    synapse: Synapse, anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account, Discreet()):
        group = await group_of(account, anna, bob)
        asked = await anna.say(group, f"{account.user_id} ik wil iets melden")
        announcement = await anna.wait_for_reply(asked)
        room = await anna.wait_for_invite()
        await anna.join(room)

        reply = await echo_in(anna, room, "ik wil iets melden")

        followed_up = await anna.say(room, "en nu?")
        await anna.wait_for_reply(followed_up)
    assert announcement["room_id"] == group
    assert announcement["content"]["m.mentions"] == {"user_ids": [anna.user_id]}
    assert "m.relates_to" not in reply["content"]
    invite = next(
        event
        for event in await anna.history(room)
        if event["type"] == "m.room.member" and event["content"]["membership"] == "invite"
    )
    assert invite["content"]["is_direct"] is True
    async with Person.with_token(synapse, session_of(account)["access_token"]) as assistant:
        assert await assistant.direct_rooms() == {anna.user_id: [room]}


async def test_every_next_time_it_is_the_same_room(
    synapse: Synapse, anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account, Discreet()):
        groups = [await group_of(account, anna, bob) for _ in range(2)]
        await asyncio.gather(*(anna.say(group, f"{account.user_id} een") for group in groups))
        room = await anna.wait_for_invite()
        await anna.join(room)
        await echo_in(anna, room, "een")
    async with serving(account, Discreet()):
        await anna.say(groups[0], f"{account.user_id} twee")
        await echo_in(anna, room, "twee")

    assert set(await rooms_of(synapse, account)) == {*groups, room}
    assert anna.invites == [room]
    texts = [event["content"].get("body", "") for event in await anna.history(room)]
    assert sum(text.startswith("Je zei: een") for text in texts) == 2


async def test_a_direct_room_that_the_person_made_is_used(
    synapse: Synapse, anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account, Discreet()):
        room = await anna.create_room(account.user_id, direct=True)
        await anna.wait_for_member(room, account.user_id)
        group = await group_of(account, anna, bob)

        await anna.say(group, f"{account.user_id} ik wil iets melden")
        await echo_in(anna, room, "ik wil iets melden")

    assert set(await rooms_of(synapse, account)) == {group, room}


async def test_what_is_left_of_a_group_is_not_used(anna: Person, bob: Person, account: MatrixAccount):
    async with serving(account, Discreet()):
        shrunk = await group_of(account, anna, bob)
        await anna.request("PUT", f"rooms/{shrunk}/state/m.room.name", {"name": "Team"})
        await bob.request("POST", f"rooms/{shrunk}/leave", {})
        group = await group_of(account, anna, bob)

        await anna.say(group, f"{account.user_id} ik wil iets melden")

        assert await anna.wait_for_invite() not in {shrunk, group}


async def test_a_room_that_the_person_left_is_not_used_again(
    anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account, Discreet()):
        group = await group_of(account, anna, bob)
        await anna.say(group, f"{account.user_id} een")
        left = await anna.wait_for_invite()
        await anna.join(left)
        await echo_in(anna, left, "een")
        await anna.request("POST", f"rooms/{left}/leave", {})
        anna.invites.clear()

        await anna.say(group, f"{account.user_id} twee")
        room = await anna.wait_for_invite()
        await anna.join(room)

        await echo_in(anna, room, "twee")
    assert room != left


async def test_a_thread_in_a_group_goes_on_in_the_direct_room_itself(
    anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account, Discreet()):
        group = await group_of(account, anna, bob)
        root = await bob.say(group, "weet iemand dit?")
        thread = {"m.relates_to": {"rel_type": "m.thread", "event_id": root}}
        asked = await anna.say(group, f"{account.user_id} ik wil iets melden", **thread)
        announcement = await anna.wait_for_reply(asked)
        room = await anna.wait_for_invite()
        await anna.join(room)

        reply = await echo_in(anna, room, "ik wil iets melden")

    assert announcement["content"]["m.relates_to"]["event_id"] == root
    assert "m.relates_to" not in reply["content"]


@asynccontextmanager
async def following(account: MatrixAccount) -> AsyncIterator[tuple[nio.AsyncClient, DirectRooms]]:
    """A client that syncs, and its direct rooms."""
    client = await connect(account)
    direct_rooms = DirectRooms(client)
    # Never asked the same, or Synapse answers what it answered then.
    await direct_rooms.take_in(await client.sync(randrange(1, 10_000), full_state=True))

    async def follow() -> None:
        while True:
            await direct_rooms.take_in(await client.sync(1000))

    task = asyncio.create_task(follow())
    try:
        yield client, direct_rooms
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await client.close()


async def test_a_room_made_just_before_a_crash_is_found_again(anna: Person, account: MatrixAccount):
    async with following(account) as (client, _):
        made = await client.room_create(
            is_direct=True, preset=nio.RoomPreset.trusted_private_chat, invite=[anna.user_id]
        )

    async with following(account) as (client, direct_rooms):
        room = await direct_rooms.room_with(anna.user_id, encrypted=False)
        rooms = (await client.joined_rooms()).rooms

    assert room == made.room_id
    assert rooms == [room]


async def test_a_room_that_no_sync_has_told_of_yet_is_waited_for(anna: Person, account: MatrixAccount):
    client = await connect(account)
    try:
        direct_rooms = DirectRooms(client)
        await direct_rooms.take_in(await client.sync(full_state=True))
        made = await client.room_create(is_direct=True, invite=[anna.user_id])

        finding = asyncio.create_task(direct_rooms.room_with(anna.user_id, encrypted=False))
        await asyncio.sleep(0.5)
        assert not finding.done()
        await direct_rooms.take_in(await client.sync())

        assert await asyncio.wait_for(finding, 10) == made.room_id
    finally:
        await client.close()


async def test_an_invite_that_is_declined_at_once_is_not_repeated(
    anna: Person, account: MatrixAccount, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.channels.matrix.direct_rooms.WAITS_FOR_SYNC", 2)
    client = await connect(account)
    try:
        direct_rooms = DirectRooms(client)
        await direct_rooms.take_in(await client.sync(full_state=True))

        opening = asyncio.create_task(direct_rooms.room_with(anna.user_id, encrypted=False))
        room = await anna.wait_for_invite()
        await anna.request("POST", f"rooms/{room}/leave", {})
        await direct_rooms.take_in(await client.sync())

        with pytest.raises(Undeliverable):
            await asyncio.wait_for(opening, 10)
    finally:
        await client.close()


async def test_asked_for_many_times_at_once_one_room_is_made(anna: Person, account: MatrixAccount):
    async with following(account) as (client, direct_rooms):
        rooms = await asyncio.gather(
            *(direct_rooms.room_with(anna.user_id, encrypted=False) for _ in range(5))
        )
        joined = (await client.joined_rooms()).rooms

    assert joined == [rooms[0]]
    assert set(rooms) == {rooms[0]}


async def test_rooms_with_several_people_are_all_remembered(
    synapse: Synapse, anna: Person, bob: Person, account: MatrixAccount
):
    async with following(account) as (_, direct_rooms):
        with_anna, with_bob = await asyncio.gather(
            *(direct_rooms.room_with(person.user_id, encrypted=False) for person in (anna, bob))
        )

    async with Person.with_token(synapse, session_of(account)["access_token"]) as assistant:
        assert await assistant.direct_rooms() == {anna.user_id: [with_anna], bob.user_id: [with_bob]}


async def test_from_an_encrypted_room_only_an_encrypted_room_will_do(anna: Person, account: MatrixAccount):
    async with following(account) as (client, direct_rooms):
        await direct_rooms.room_with(anna.user_id, encrypted=False)

        room = await direct_rooms.room_with(anna.user_id, encrypted=True)

        assert client.rooms[room].encrypted
        state = await client.room_get_state_event(room, "m.room.encryption")
        assert state.content["algorithm"] == "m.megolm.v1.aes-sha2"


@pytest.mark.parametrize("content", [{}, {"@anna:h": "!kamer"}, {"@anna:h": [1, None]}])
def test_marks_that_make_no_sense_are_no_obstacle(content):
    assert not any(read_marks(content).values())


async def test_killed_time_and_again_every_message_goes_on_once_in_one_room(
    synapse: Synapse, anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account):
        group = await group_of(account, anna, bob)
        # From its first answer on it knows where it was.
        first = await anna.say(group, f"{account.user_id} ben je er?")
        await anna.wait_for_reply(first)
    asked = [await anna.say(group, f"{account.user_id} melding {number}.") for number in range(12)]

    for announced in (2, 5, 6, 10):
        async with process(account, "discreet"):
            await wait_until_announced(anna, group, announced)
    async with serving(account, Discreet()):
        room = await anna.wait_for_invite()
        await anna.join(room)
        await echo_in(anna, room, "melding 11.")
        await anna.wait_for_reply(await anna.say(room, "klaar"))

    assert set(await rooms_of(synapse, account)) == {group, room}
    assert await announced_to(anna, group) == [first, *asked]
    said = [event["content"].get("body", "") for event in await anna.history(room)]
    echoes = [text.split()[3] for text in said if text.startswith("Je zei: melding")]
    assert echoes == [f"{number}." for number in range(12)]
