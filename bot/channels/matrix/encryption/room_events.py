"""Encrypted events of rooms: what is in them, and what is known of them without the key."""

from collections.abc import Mapping
from typing import Any

import nio


def decrypt(client: nio.AsyncClient, room: str, event: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give an event of a room as it was before it was encrypted; None where its key is not here."""
    parsed = parse(room, event)
    keys = client.olm.inbound_group_store if client.olm else None
    if parsed is None or keys is None or not keys.get(room, parsed.sender_key, parsed.session_id):
        return None
    try:
        source: Mapping[str, Any] = client.decrypt_event(parsed).source
    except nio.EncryptionError:
        return None
    return source


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
    parsed = nio.MegolmEvent.from_dict(event) if event.get("type") == "m.room.encrypted" else None
    if not isinstance(parsed, nio.MegolmEvent):
        return None
    parsed.room_id = room
    return parsed
