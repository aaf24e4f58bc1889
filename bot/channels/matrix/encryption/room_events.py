"""Encrypted events of rooms: what is in them, and what is known of them without the key."""

from collections.abc import Mapping
from typing import Any

import nio
from nio.crypto import InboundGroupSession

from bot.channels.matrix.events import as_dict

_MAY_BE_LEFT_OUT = {"sender_key": "", "device_id": "*"}
"""What matrix-nio wants to know and an event need not say since Matrix 1.3; any device of the sender."""


def decrypt(client: nio.AsyncClient, room: str, event: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give an event of a room as it was before it was encrypted; None where its key is not here."""
    parsed, key = parse(room, event), key_of(client, room, event)
    if parsed is None or key is None:
        return None
    parsed.sender_key = key.sender_key
    try:
        source: Mapping[str, Any] = client.decrypt_event(parsed).source
    except nio.EncryptionError:
        return None
    return source


def key_of(client: nio.AsyncClient, room: str, event: Mapping[str, Any]) -> InboundGroupSession | None:
    """Give the key of an encrypted event of a room; None where it is not here."""
    content = as_dict(event, "content")
    sender, session = content.get("sender_key"), content.get("session_id")
    if not client.olm or not isinstance(session, str):
        return None
    keys = client.olm.inbound_group_store
    if isinstance(sender, str):
        return keys.get(room, sender, session)
    return next((sessions[session] for sessions in keys[room].values() if session in sessions), None)


def without_key(event: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give as much of an encrypted event as is known to everybody: who, when, and what it replies to.

    Only of an event of a room that a key could decrypt; None of any other.
    """
    if parse("", event) is None:
        return None
    words = {"msgtype": "m.text", "body": ""}
    # With new content in case it is a correction, which says so in the clear.
    content = {**words, "m.new_content": words, "m.relates_to": event["content"].get("m.relates_to")}
    return {**event, "type": "m.room.message", "content": content}


def parse(room: str, event: Mapping[str, Any]) -> nio.MegolmEvent | None:
    """Read an encrypted event of a room; None for any other, and for one that no key could decrypt."""
    # Of another moment matrix-nio asks whether it is more than nothing, and stumbles.
    if event.get("type") != "m.room.encrypted" or not isinstance(event.get("origin_server_ts"), int):
        return None
    content = {**_MAY_BE_LEFT_OUT, **as_dict(event, "content")}
    parsed = nio.MegolmEvent.from_dict({**event, "content": content})
    if not isinstance(parsed, nio.MegolmEvent):
        return None
    parsed.room_id = room
    return parsed
