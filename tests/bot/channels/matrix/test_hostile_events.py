"""Whatever a homeserver lets through, what is said after it is answered; on a real Synapse.

Synapse itself refuses some of this, and others do not: between it and the assistant stands what writes the
event anew.
"""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.events import event_id, moment
from bot.channels.matrix.reading import Reading
from tests.bot.channels.matrix.assistant import direct_room
from tests.bot.channels.matrix.conftest import remembering, serving
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.unreliable import Unreliable

DEPTH = 300
ENCRYPTED = {
    "algorithm": "m.megolm.v1.aes-sha2",
    "ciphertext": "AwgA",
    "session_id": "onbekend",
    "device_id": "APPARAAT",
    "sender_key": "sleutel",
}
TEXT = {"msgtype": "m.text", "body": "hallo"}


def about(target: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"m.relates_to": {"rel_type": kind, "event_id": target, **more}}


HOSTILE: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": ("m.room.message", {}),
    "a relation that is none": ("m.room.message", {**TEXT, "m.relates_to": 3}),
    "half a character": ("m.room.message", {**TEXT, "body": "\ud800", "formatted_body": "\udfff"}),
    "a reaction to half a character": ("m.reaction", about("$\ud800", "m.annotation", key="👍")),
    "an edit of NUL": ("m.room.message", {**TEXT, **about("$\0", "m.replace"), "m.new_content": TEXT}),
    "a thread of NUL": ("m.room.message", {**TEXT, **about("$\0", "m.thread")}),
    "a key that is a number": ("m.room.encrypted", {**ENCRYPTED, "session_id": 7}),
    "encrypted half a character": ("m.room.encrypted", {**ENCRYPTED, "more": "\ud800"}),
    "encrypted and deep": ("m.room.encrypted", {**ENCRYPTED, "session_id": "DEEP"}),
}


async def test_what_is_said_after_a_hostile_event_is_answered(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    async with Unreliable.way_to(synapse) as way:
        through = replace(account, homeserver=way.url)
        async with remembering(through) as assistant, serving(through, assistant):
            room = await direct_room(anna, account)
            for number, (_, content) in enumerate(HOSTILE.values()):
                instead = json.dumps(content).replace('"DEEP"', "[" * DEPTH + "]" * DEPTH)
                written = f'{{"body":"hostile {number}","msgtype":"m.text"}}'
                way.rewriting[written.encode()] = instead.encode()

            for number, (kind, _) in enumerate(HOSTILE.values()):
                await anna._put(
                    f"rooms/{room}/send/{kind}", {"body": f"hostile {number}", "msgtype": "m.text"}
                )

            await anna.wait_for_reply(await anna.say(room, "ben je er?"))
    assert way.rewritten == way.rewriting.keys()


async def test_an_event_that_can_never_be_read_is_passed_over(
    anna: Person, account: MatrixAccount, monkeypatch: pytest.MonkeyPatch
):
    # No small real event is known that fails for ever: those that did were mended.
    read = Reading.read

    async def fail_at_one(reading: Reading, room: Any, event: Any, new: Any) -> Any:
        if event["content"].get("body") == "kapot":
            raise LookupError("a mistake")
        return await read(reading, room, event, new)

    async with serving(account):
        room = await direct_room(anna, account)
        monkeypatch.setattr(Reading, "read", fail_at_one)

        await anna.say(room, "kapot")

        await anna.wait_for_reply(await anna.say(room, "ben je er?"))


@pytest.mark.parametrize("identity", ["$\0", "$\ud800", "$a\nb", "$" + "a" * 300, "", 7, None])
def test_what_no_event_is_called_is_no_id(identity: object):
    assert event_id({"event_id": identity}) is None


@pytest.mark.parametrize("milliseconds", [10**400, -(10**400), True, 1e308, "0", None])
def test_any_moment_of_sending_is_brought_within_bounds(milliseconds: object):
    assert 1970 <= moment(milliseconds).year <= 9999
