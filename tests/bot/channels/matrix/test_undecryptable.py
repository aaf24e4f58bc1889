"""Messages whose key does not come along, on a real Synapse."""

import asyncio
import json
from pathlib import Path

import nio
import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.encryption import undecryptable
from bot.channels.matrix.encryption.room_events import without_key
from bot.channels.matrix.encryption.undecryptable import Undecryptable
from bot.channels.matrix.events import read_message, to_incoming
from bot.channels.matrix.mentions import Me
from bot.messages import Incoming
from bot.wording.matrix import UNREADABLE
from tests.bot.channels.matrix.conftest import serving
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.server import Synapse
from tests.synapse.watching import replies_to


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undecryptable, "GRACE", 0.5)


async def room_with(eva: EncryptedPerson, account: MatrixAccount, *others: str, direct: bool = True) -> str:
    room = await eva.create_room(account.user_id, *others, direct=direct)
    await eva.wait_for_member(room, account.user_id)
    return room


async def replies(eva: EncryptedPerson, asked: str) -> list[str]:
    """What is replied to an event, after some time for what should not come."""
    await eva.sync(1500)
    await eva.sync(0)
    return [event["content"]["body"] for event in eva.events if replies_to(event) == asked]


async def test_who_cannot_be_read_is_told_once_and_answered_when_the_key_comes(
    eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account):
        room = await room_with(eva, account)
        asked, key = await eva.say_without_key_for(account.user_id, room, "wat is de ACU?")
        told = await eva.wait_for_reply(asked)
        also_asked = await eva.say(room, "hallo?")
        assert await replies(eva, also_asked) == []

        await eva.give_key(account.user_id, key)

        first = await eva.wait_for(is_answer_to(asked))
        second = await eva.wait_for(is_answer_to(also_asked))

    assert told["content"]["body"] == UNREADABLE
    assert told["encrypted"]
    assert first["content"]["body"].startswith("Je zei: wat is de ACU?")
    assert second["content"]["body"].startswith("Je zei: hallo?")
    assert events_in(account.folder / "undecryptable") == set()


async def test_restarts_in_between_change_nothing(eva: EncryptedPerson, account: MatrixAccount):
    async with serving(account):
        room = await room_with(eva, account)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))
    # The key goes to nobody new, as everybody in the room has one: so the room gets a new key.
    eva.client.invalidate_outbound_session(room)
    asked, key = await eva.say_without_key_for(account.user_id, room, "wat is de ACU?")
    async with serving(account):
        await eva.wait_for_reply(asked)
    await eva.give_key(account.user_id, key)
    async with serving(account):
        await eva.wait_for(is_answer_to(asked))
    async with serving(account):
        said = await replies(eva, asked)

    assert [text.split(":")[0] for text in said] == [UNREADABLE.split(":")[0], "Je zei"]


async def test_a_key_that_is_a_little_late_is_no_reason_to_say_anything(
    eva: EncryptedPerson, account: MatrixAccount, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(undecryptable, "GRACE", 3.0)
    async with serving(account):
        room = await room_with(eva, account)
        asked, key = await eva.say_without_key_for(account.user_id, room, "wat is de ACU?")
        await eva.give_key(account.user_id, key)
        await eva.wait_for(is_answer_to(asked))
        await asyncio.sleep(3)

        assert len(await replies(eva, asked)) == 1


async def test_the_key_is_asked_for_and_taken_from_the_device_that_made_it(
    eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account):
        room = await room_with(eva, account)
        asked, key = await eva.say_without_key_for(account.user_id, room, "wat is de ACU?")
        async with asyncio.timeout(20):
            while key["session_id"] not in eva.keys_asked:
                await eva.sync(300)
        await eva.forward_key(account.user_id, room, key["session_id"])

        assert await eva.wait_for(is_answer_to(asked))


async def test_a_key_from_a_later_message_on_is_tried_once_and_another_is_tried_again(
    eva: EncryptedPerson, account: MatrixAccount, caplog: pytest.LogCaptureFixture
):
    async with serving(account):
        room = await room_with(eva, account)
        asked, key = await eva.say_without_key_for(account.user_id, room, "wat is de ACU?")
        await eva.wait_for_reply(asked)
        later = eva.client.olm.outbound_group_sessions[room].session_key
        await eva.give_key(account.user_id, {**key, "session_key": later})
        for text in ("hallo?", "ben je er?"):
            await eva.wait_for(is_answer_to(await eva.say(room, text)))
        tries = [record for record in caplog.records if "unknown message index" in record.getMessage()]

        await eva.give_key(account.user_id, key)

        assert await eva.wait_for(is_answer_to(asked))
    assert len(tries) == 1


async def test_what_need_not_be_said_of_the_sender_may_be_left_out(
    eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account):
        room = await room_with(eva, account)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))
        message = {"msgtype": "m.text", "body": "wat is de ACU?"}
        kind, content = eva.client.encrypt(room, "m.room.message", message)
        bare = {name: content[name] for name in ("algorithm", "ciphertext", "session_id")}
        asked = (await eva.person.request("PUT", f"rooms/{room}/send/{kind}/1", bare))["event_id"]

        assert await eva.wait_for(is_answer_to(asked))


async def test_in_a_group_nobody_is_told_about_what_may_be_for_others(
    eva: EncryptedPerson, account: MatrixAccount, synapse: Synapse
):
    async with EncryptedPerson.joins(synapse, "finn") as finn, serving(account):
        room = await room_with(eva, account, finn.user_id, direct=False)
        await finn.person.join(room)
        await eva.wait_for_member(room, finn.user_id)
        mention = {"m.mentions": {"user_ids": [account.user_id]}}
        answered = await eva.wait_for_reply(await eva.say(room, "wat is de ACU?", **mention))
        eva.client.invalidate_outbound_session(room)
        asked, key = await eva.say_without_key_for(account.user_id, room, "lekker weer")
        assert await replies(eva, asked) == []

        relation = {"m.relates_to": {"m.in_reply_to": {"event_id": answered["event_id"]}}}
        asked_on = await eva.say(room, "en de ACI?", **relation)

        assert (await eva.wait_for_reply(asked_on))["content"]["body"] == UNREADABLE
        await eva.give_key(account.user_id, key)
        assert await eva.wait_for(is_answer_to(asked_on))
        assert await replies(eva, asked) == []


async def test_what_is_taken_back_is_not_answered_when_its_key_comes(
    eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account):
        room = await room_with(eva, account)
        asked, key = await eva.say_without_key_for(account.user_id, room, "wat is de ACU?")
        await eva.wait_for_reply(asked)
        await eva.client.room_redact(room, asked)
        await eva.sync(500)
        await asyncio.sleep(0.5)
        await eva.give_key(account.user_id, key)
        await eva.wait_for(is_answer_to(await eva.say(room, "iets anders")))

        assert "Je zei: wat is de ACU?" not in str(await replies(eva, asked))


def events_in(folder: Path) -> set[str]:
    return {json.loads(file.read_text())["event"]["event_id"] for file in folder.iterdir()}


async def told_nobody(_incoming: Incoming) -> None:
    pytest.fail("nobody is to be told")


def kept_in(folder: Path) -> Undecryptable:
    return Undecryptable(nio.AsyncClient("https://example.org"), folder, told_nobody)


async def keep(undecryptable: Undecryptable, name: str) -> None:
    event = {
        "type": "m.room.encrypted",
        "event_id": f"${name}",
        "sender": "@anna:example.org",
        "origin_server_ts": 1,
        "content": {
            "algorithm": "m.megolm.v1.aes-sha2",
            "sender_key": "x",
            "device_id": "X",
            "session_id": name,
            "ciphertext": "x",
        },
    }
    message = read_message(without_key(event) or {})
    assert message is not None
    incoming = to_incoming(
        message, "!kamer", Me("@wegwijzer:example.org", "Wegwijzer"), direct=True, addressed=True
    )
    await undecryptable.keep("!kamer", event, incoming, wanted=True)


async def test_of_very_many_messages_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(undecryptable, "MOST_KEPT", 3)
    kept = kept_in(tmp_path)
    for number in range(5):
        await keep(kept, str(number))

    assert events_in(tmp_path) == {"$2", "$3", "$4"}


async def test_a_message_is_not_kept_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    await keep(kept_in(tmp_path), "oud")
    await kept_in(tmp_path).load()
    assert events_in(tmp_path) == {"$oud"}
    monkeypatch.setattr(undecryptable, "KEPT_FOR", -1.0)

    await kept_in(tmp_path).load()

    assert events_in(tmp_path) == set()


async def test_a_file_that_is_no_message_is_thrown_away(tmp_path: Path):
    (tmp_path / "kapot.json").write_text("{")

    await kept_in(tmp_path).load()

    assert events_in(tmp_path) == set()


def is_answer_to(asked: str):
    return lambda event: replies_to(event) == asked and str(event["content"].get("body")).startswith("Je zei")
