"""Encrypted rooms on a real Synapse: what is said there is said to those in the room only."""

import asyncio
import json
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination
from bot.channels.matrix.sending import send
from bot.delivery.delivery import ChannelUnavailable, Undeliverable
from bot.messages import File, Kind, Reply, paragraph
from tests.bot.channels.matrix.conftest import process, serving, session_of
from tests.bot.channels.matrix.echo import Discreet
from tests.bot.channels.matrix.test_restarts import log_out
from tests.bot.channels.matrix.test_sending import synced
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.unreliable import Unreliable
from tests.synapse.watching import Event, replies_to

SECRET = "kapitaal-rood-7431"


async def encrypted_room(eva: EncryptedPerson, account: MatrixAccount) -> str:
    room = await eva.create_room(account.user_id, direct=True)
    await eva.wait_for_member(room, account.user_id)
    return room


def said_in(synapse: Synapse, room: str, sender: str) -> list[Event]:
    """What a user said in a room, as the homeserver has it."""
    kinds = {"m.room.message", "m.room.encrypted"}
    stored = synapse.stored_events(room)
    return [event for event in stored if event["sender"] == sender and event["type"] in kinds]


async def test_a_question_in_an_encrypted_room_is_answered_encrypted(
    synapse: Synapse, eva: EncryptedPerson, channel: MatrixAccount
):
    room = await encrypted_room(eva, channel)

    reply = await eva.wait_for_reply(await eva.say(room, SECRET))

    assert reply["content"]["body"].startswith(f"Je zei: {SECRET}")
    assert reply["encrypted"]
    assert [event["type"] for event in said_in(synapse, room, channel.user_id)] == ["m.room.encrypted"]
    assert SECRET not in json.dumps(synapse.stored_events(room))


async def test_questions_to_a_killed_assistant_are_answered_once_and_encrypted(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    async with process(account):
        room = await encrypted_room(eva, account)
        asked = [await eva.say(room, f"{SECRET} {number}") for number in range(5)]
    asked += [await eva.say(room, f"{SECRET} {number}") for number in range(5, 10)]
    async with process(account):
        for question in asked:
            await eva.wait_for_reply(question)
        await eva.wait_for_reply(await eva.say(room, "klaar?"))

    said = said_in(synapse, room, account.user_id)
    assert len(said) == 11
    assert {event["type"] for event in said} == {"m.room.encrypted"}
    assert SECRET not in json.dumps(synapse.stored_events(room))


async def test_more_than_fits_in_one_sync_is_decrypted_too(eva: EncryptedPerson, account: MatrixAccount):
    async with serving(account):
        room = await encrypted_room(eva, account)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))
    asked = [await eva.say(room, f"vraag {number}") for number in range(105)]
    async with serving(account):
        replies = [await eva.wait_for_reply(question) for question in asked]

    assert [reply["content"]["body"].split(" (")[0] for reply in replies][::104] == [
        "Je zei: vraag 0 bron",
        "Je zei: vraag 104 bron",
    ]


async def test_a_room_that_becomes_encrypted_unnoticed_gets_nothing_in_plain_text(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    room = await eva.create_room(account.user_id, encrypted=False)
    async with synced(account) as client:
        await eva.encrypt(room)
        to = Destination(Conversation(room), reply_to="$vraag")
        with_file = Reply(
            (paragraph(SECRET),), Kind.COMMAND, files=(File("a.txt", "text/plain", SECRET.encode()),)
        )
        await send(client, to, with_file, "$vraag 0")

    said = said_in(synapse, room, account.user_id)
    assert [event["type"] for event in said] == ["m.room.encrypted", "m.room.encrypted"]
    assert SECRET not in json.dumps(synapse.stored_events(room))
    assert not any(SECRET.encode() in file for file in synapse.stored_media())


async def test_a_room_that_is_encrypted_in_an_unknown_way_gets_nothing(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    room = await anna.create_room(account.user_id)
    async with synced(account) as client:
        await anna.request("PUT", f"rooms/{room}/state/m.room.encryption", {"algorithm": "m.toekomst"})
        with pytest.raises(Undeliverable):
            await send(client, Destination(Conversation(room)), Reply((paragraph(SECRET),)), "$vraag 0")

    assert said_in(synapse, room, account.user_id) == []


async def test_a_reply_sent_twice_is_one_encrypted_event_also_after_a_restart(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    room = await eva.create_room(account.user_id)
    to, reply = Destination(Conversation(room), reply_to="$vraag"), Reply((paragraph("Hallo."),))
    async with synced(account) as client:
        first = await asyncio.gather(*(send(client, to, reply, "$vraag 0") for _ in range(2)))
    async with synced(account) as client:
        again = await send(client, to, reply, "$vraag 0")

    assert {*first, again} == {first[0]}
    assert len(said_in(synapse, room, account.user_id)) == 1


async def test_who_joins_later_can_read_what_is_said_next(
    synapse: Synapse, eva: EncryptedPerson, channel: MatrixAccount
):
    room = await eva.create_room(channel.user_id)
    await eva.wait_for_member(room, channel.user_id)
    await eva.wait_for_reply(await eva.say(room, "wegwijzer: wie ben je?"))
    async with EncryptedPerson.joins(synapse, "finn") as finn:
        await eva.person.invite(room, finn.user_id)
        await finn.person.join(room)
        await eva.wait_for_member(room, finn.user_id)
        mention = {"m.mentions": {"user_ids": [channel.user_id]}}
        asked = await eva.say(room, "wat is de ACU?", **mention)

        assert (await finn.wait_for_reply(asked))["encrypted"]


async def test_a_conversation_of_two_made_from_an_encrypted_group_is_encrypted(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account, Discreet()), EncryptedPerson.joins(synapse, "finn") as finn:
        group = await eva.create_room(account.user_id, finn.user_id)
        await finn.person.join(group)
        await eva.wait_for_member(group, account.user_id)
        await eva.wait_for_member(group, finn.user_id)
        await eva.say(group, SECRET, **{"m.mentions": {"user_ids": [account.user_id]}})
        room = await eva.person.wait_for_invite()
        await eva.person.join(room)
        said = await eva.wait_for(
            lambda event: event["room_id"] == room and SECRET in str(event["content"].get("body"))
        )

    assert said["encrypted"]
    assert SECRET not in json.dumps(synapse.stored_events(room))


async def test_the_keys_are_in_one_folder_that_is_closed_to_others(
    eva: EncryptedPerson, channel: MatrixAccount
):
    room = await encrypted_room(eva, channel)
    await eva.wait_for_reply(await eva.say(room, "wie ben je?"))

    files = [path for path in channel.folder.rglob("*") if path.is_file()]
    assert channel.folder / f"{session_of(channel)['device_id']}.db" in files
    assert {path.stat().st_mode & 0o777 for path in files if path.name != "lock"} == {0o600}
    assert channel.folder.stat().st_mode & 0o777 == 0o700


async def test_devices_that_nobody_verified_are_answered(eva: EncryptedPerson, account: MatrixAccount):
    async with serving(account):
        room = await encrypted_room(eva, account)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))

    async with synced(account) as client:
        assert not client.device_store[eva.user_id][eva.client.device_id].verified


async def test_one_time_keys_are_made_anew_when_they_have_run_out(
    eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account):
        room = await encrypted_room(eva, account)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))
    device = session_of(account)["device_id"]
    claimed = [await claim(eva, account.user_id, device) for _ in range(60)]

    async with serving(account):
        await eva.wait_for_reply(await eva.say(room, "ben je er weer?"))
        async with asyncio.timeout(20):
            while await claim(eva, account.user_id, device) in claimed:
                await eva.sync(200)

    assert claimed[-1] is not None, "there was a fallback key"


async def claim(eva: EncryptedPerson, user: str, device: str) -> str | None:
    """Claim a one-time key; gives its id."""
    query = {"one_time_keys": {user: {device: "signed_curve25519"}}}
    answer = await eva.person.request("POST", "keys/claim", query)
    return next(iter(answer["one_time_keys"].get(user, {}).get(device, {})), None)


@pytest.mark.parametrize(
    "body", [{"type": 0, "body": "!"}, {"type": 1, "body": "AAAA"}, {"type": 2, "body": ""}]
)
async def test_nonsense_for_the_device_does_not_take_keys_down_with_it(
    eva: EncryptedPerson, account: MatrixAccount, body: Event
):
    async with serving(account):
        room = await encrypted_room(eva, account)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))
    (device,) = eva.client.device_store.active_user_devices(account.user_id)
    nonsense = {
        "algorithm": "m.olm.v1.curve25519-aes-sha2",
        "sender_key": "x",
        "ciphertext": {device.curve25519: body},
    }
    await eva.send_to_device(account.user_id, device.id, "m.room.encrypted", nonsense)
    eva.client.invalidate_outbound_session(room)
    asked = await eva.say(room, "en nu?")

    async with serving(account):
        reply = await eva.wait_for(lambda event: replies_to(event) == asked)

    assert reply["content"]["body"].startswith("Je zei: en nu?")


async def encrypted_group(eva: EncryptedPerson, finn: EncryptedPerson, account: MatrixAccount) -> str:
    room = await eva.create_room(account.user_id, finn.user_id)
    await finn.person.join(room)
    await eva.wait_for_member(room, account.user_id)
    await eva.wait_for_member(room, finn.user_id)
    return room


async def test_after_a_restart_the_assistant_still_takes_part_in_an_encrypted_thread(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    async with EncryptedPerson.joins(synapse, "finn") as finn:
        async with serving(account):
            group = await encrypted_group(eva, finn, account)
            root = await eva.say(group, "wat is de ACU?", **{"m.mentions": {"user_ids": [account.user_id]}})
            in_thread = {"m.relates_to": {"rel_type": "m.thread", "event_id": root}, "m.mentions": {}}
            mention = {**in_thread, "m.mentions": {"user_ids": [account.user_id]}}
            await eva.wait_for_reply(await eva.say(group, "en hier?", **mention))
        async with serving(account):
            reply = await eva.wait_for_reply(await eva.say(group, "en de ACI?", **in_thread))

    assert reply["content"]["body"].startswith("Je zei: en de ACI?")


async def test_a_question_is_decrypted_also_when_taking_it_in_fails_at_first(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    async with (
        EncryptedPerson.joins(synapse, "finn") as finn,
        Unreliable.way_to(synapse) as way,
        serving(replace(account, homeserver=way.url)),
    ):
        group = await encrypted_group(eva, finn, account)
        mention = {"m.mentions": {"user_ids": [account.user_id]}}
        answer = await eva.wait_for_reply(await eva.say(group, "wat is de ACU?", **mention))
        way.failing[f"/event/{answer['event_id']}"] = 1
        to_answer = {"m.relates_to": {"m.in_reply_to": {"event_id": answer["event_id"]}}, "m.mentions": {}}
        reply = await eva.wait_for_reply(await eva.say(group, "en de ACI?", **to_answer))

    assert way.failed == 1
    assert reply["content"]["body"].startswith("Je zei: en de ACI?")


async def test_after_a_revoked_session_encrypted_questions_are_answered_again(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account):
        room = await encrypted_room(eva, account)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))
    await log_out(synapse, session_of(account)["access_token"])

    async with serving(account):
        await eva.sync()
        assert await eva.wait_for_reply(await eva.say(room, "ben je er weer?"))


@pytest.mark.parametrize("times", [2, -2], ids=["errors", "broken connections"])
@pytest.mark.parametrize("failing", ["sendToDevice", "keys/claim", "keys/query", "/send/m.room.encrypted"])
async def test_nothing_is_said_of_which_nobody_has_the_key(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount, failing: str, times: int
):
    room = await eva.create_room(account.user_id)
    async with Unreliable.way_to(synapse) as way, synced(replace(account, homeserver=way.url)) as client:
        way.failing[failing] = times
        for _ in range(3):
            with suppress(ChannelUnavailable):
                await send(client, Destination(Conversation(room)), Reply((paragraph(SECRET),)), "$vraag 0")

    said = await eva.wait_for(lambda event: event["content"].get("body") == SECRET)
    assert way.failed == 2
    assert said["encrypted"]
    assert len(said_in(synapse, room, account.user_id)) == 1
