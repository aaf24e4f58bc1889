"""What a homeserver brings: the events of other people, in a sync that is otherwise as it must be."""

import asyncio
import json
from typing import Any

import nio

from bot.channels.matrix.attachments import download_path, keys_of
from bot.channels.matrix.client import Client
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.direct_rooms import DirectRooms, best, read_marks
from bot.channels.matrix.encryption.encrypted_files import decrypt_file
from bot.channels.matrix.encryption.room_events import parse, without_key
from bot.channels.matrix.events import after_joining, read_message, to_incoming
from bot.channels.matrix.gestures import read_gesture
from bot.channels.matrix.harmless import harmless
from bot.channels.matrix.invites import invited_by
from bot.channels.matrix.mentions import Me, is_mentioned, without_mention
from bot.channels.matrix.message import Message
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.matrix.upgrades import predecessor_in, replacement_in
from bot.signs import opinion, place
from bot.storage.json_text import as_json
from tests.fuzzing.mutation import of_json
from tests.fuzzing.target import Target, must

_ROOM = "!kamer:example.org"
_ME = Me("@wegwijzer:example.org", "Wegwijzer")
_ANNA = "@anna:elders.example"


def _event(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "event_id": "$een",
        "sender": _ANNA,
        "origin_server_ts": 1_790_000_000_000,
        "unsigned": {"age": 5},
        "content": content,
        **more,
    }


def _text(body: str, **more: Any) -> dict[str, Any]:
    return _event("m.room.message", {"msgtype": "m.text", "body": body, **more})


_KEYS = {
    "v": "v2",
    "url": "mxc://elders.example/abc",
    "key": {"k": "A" * 43, "alg": "A256CTR", "ext": True, "kty": "oct", "key_ops": ["encrypt", "decrypt"]},
    "iv": "AAAAAAAAAAAAAAAAAAAAAA",
    "hashes": {"sha256": "A" * 43},
}
_TIMELINE = [
    _text("Wegwijzer: wat is de driehoek?", **{"m.mentions": {"user_ids": [_ME.user_id]}}),
    _text(
        "> <@bob:example.org> vraag\n\nmijn reactie",
        format="org.matrix.custom.html",
        formatted_body='<mx-reply>x</mx-reply><a href="https://matrix.to/#/@wegwijzer:example.org">W</a>',
        **{"m.relates_to": {"m.in_reply_to": {"event_id": "$nul"}}},
    ),
    _text(
        "in een draad",
        **{"m.relates_to": {"rel_type": "m.thread", "event_id": "$nul", "is_falling_back": True}},
    ),
    _text(
        "* beter",
        **{
            "m.new_content": {"msgtype": "m.text", "body": "beter"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": "$nul"},
        },
    ),
    _event("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$nul", "key": "👍🏽"}}),
    _event("m.room.redaction", {"redacts": "$nul", "reason": "weg"}, redacts="$nul"),
    _event(
        "m.room.message",
        {
            "msgtype": "m.file",
            "body": "a.pdf",
            "filename": "a.pdf",
            "url": "mxc://a.nl/b",
            "info": {"size": 3},
        },
    ),
    _event(
        "m.room.message", {"msgtype": "m.image", "body": "bijschrift", "filename": "a.png", "file": _KEYS}
    ),
    _event(
        "m.room.encrypted",
        {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
            "session_id": "X3lUlvLELLYxeTx4yOVu6UDpasGEVO0Jbu+QFnm0cKQ",
            "device_id": "APPARAAT",
            "sender_key": "IlRMeOPX2e0MurIyfWEucYBRVOEEUMrOHqn/8mLqMjA",
            "m.relates_to": {"rel_type": "m.thread", "event_id": "$nul"},
        },
    ),
    _event("m.room.tombstone", {"body": "verder", "replacement_room": "!nieuw:example.org"}, state_key=""),
    _event("m.room.member", {"membership": "join", "displayname": "Anna"}, state_key=_ANNA),
    _event("m.room.power_levels", {"users": {_ANNA: 100}, "events": {"m.room.name": 50}}, state_key=""),
    _event("m.room.name", {"name": "Kamer"}, state_key=""),
    _event("m.room.canonical_alias", {"alias": "#a:example.org"}, state_key=""),
    _event("m.room.join_rules", {"join_rule": "invite"}, state_key=""),
    _event("m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, state_key=""),
    _event("m.room.create", {"creator": _ANNA, "predecessor": {"room_id": "!oud:example.org"}}, state_key=""),
    _event("m.room.history_visibility", {"history_visibility": "shared"}, state_key=""),
    _event("m.room.topic", {"topic": "iets"}, state_key=""),
    _event("m.sticker", {"body": "x", "url": "mxc://a/b", "info": {}}),
    _event(
        "m.call.invite", {"call_id": "1", "version": 0, "offer": {"type": "offer", "sdp": ""}, "lifetime": 1}
    ),
    _event(
        "m.key.verification.request", {"from_device": "A", "methods": ["m.sas.v1"], "transaction_id": "t"}
    ),
]
_INVITE = [
    _event("m.room.member", {"membership": "invite", "is_direct": True}, state_key=_ME.user_id),
    _event("m.room.member", {"membership": "join"}, state_key=_ANNA),
]


def targets() -> dict[str, Target]:
    """One event as we read it, and one in a sync as the library does."""
    return {
        "event": Target(
            samples=lambda: [json.dumps(event).encode() for event in _TIMELINE],
            mutate=of_json,
            check=_event_is_read,
            runs=500,
        ),
        "sync": Target(
            samples=lambda: [json.dumps(event).encode() for event in (*_TIMELINE, *_INVITE)],
            mutate=of_json,
            check=_sync_is_read,
            runs=100,
        ),
    }


def _event_is_read(data: bytes) -> None:
    event = _object(data)
    if event is None:
        return
    if not isinstance(event.get("unsigned"), dict):
        event["unsigned"] = {}  # our homeserver makes it
    for one in filter(None, (event, without_key(event))):
        message = read_message(one)
        if message is not None:
            _is_taken(message)
        gesture = read_gesture(one)
        if gesture is not None:
            must(gesture.event.isprintable() and gesture.target.isprintable(), "an event that is none")
            (opinion(gesture.text), place(gesture.text), without_mention(gesture.text, _ME))
    parse(_ROOM, event)
    replacement_in(event)
    predecessor_in(event)
    after_joining([event], _ME.user_id)
    read_marks(event)


def _is_taken(message: Message) -> None:
    must(message.event.isprintable() and (message.thread or "").isprintable(), "an event that is none")
    is_mentioned(message, _ME)
    incoming = to_incoming(message, _ROOM, _ME, direct=True, addressed=True)
    must(Conversation.parse(incoming.conversation).room == _ROOM, "another room than it was said in")
    as_json({"text": incoming.text}).encode()
    for attachment in incoming.attachments:
        must(".." not in download_path(attachment).split("/"), "a path that leads elsewhere")
        keys = keys_of(attachment)
        if keys is not None:
            decrypt_file(b"onzin", keys)


def _sync_is_read(data: bytes) -> None:
    """Bring an event as the homeserver does; what is no event, it would not bring."""
    event = _object(data)
    if event is not None:
        ours = {"event_id": "$een", "sender": _ANNA, "origin_server_ts": 1, "unsigned": {"age": 1}}
        content = event.get("content")
        kept = {**event, **ours, "content": content if isinstance(content, dict) else {}}
        asyncio.run(_synced(kept, event))


async def _synced(event: dict[str, Any], stripped: dict[str, Any]) -> None:
    """Bring an event that our homeserver checked, and in an invite one that it did not."""
    joined = {
        "timeline": {"events": [event], "limited": False, "prev_batch": "p"},
        "state": {"events": [event] if "state_key" in event else []},
        "ephemeral": {"events": []},
        "account_data": {"events": []},
        "summary": {},
        "unread_notifications": {},
    }
    client = Client("http://localhost", _ME.user_id)
    client.user_id = _ME.user_id
    answer = harmless(
        {
            "next_batch": "n",
            "device_one_time_keys_count": {},
            "device_lists": {"changed": [], "left": []},
            "rooms": {
                "join": {_ROOM: joined},
                "invite": {"!uit:example.org": {"invite_state": {"events": [stripped]}}},
                "leave": {},
            },
            "to_device": {"events": []},
        }
    )
    response = nio.SyncResponse.from_dict(answer)
    must(isinstance(response, nio.SyncResponse), "one event makes the whole sync unreadable")
    await client.receive_response(response)
    rooms = DirectRooms(client)
    for room in client.rooms.values():
        (rooms.is_direct(room), room.name, room.encrypted, room.join_rule)
    best(client.rooms.values(), _ANNA, ())
    for invite in response.rooms.invite.values():
        inviter = invited_by(invite, _ME.user_id)
        must(inviter is None or isinstance(inviter, str), "an inviter that is nobody")
        if inviter is not None:
            MatrixPolicy().may_invite(inviter, _ME.user_id)
    for joined_room in response.rooms.join.values():
        for one in joined_room.timeline.events:
            read_message(one.source)


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
