"""Whoever is in an encrypted room gets the key of what is said there, before it is said."""

import asyncio
import math
import time
from urllib.parse import quote
from weakref import WeakKeyDictionary

import nio

from bot.channels.matrix.encryption.requests import claim_keys, send_to_devices
from bot.channels.matrix.requests import Refused, ask, request
from bot.delivery.delivery import Undeliverable

_ALGORITHM = "m.megolm.v1.aes-sha2"

KNOWN_FOR = 0.25
"""Seconds after a sync in which the homeserver is not asked what it has just told: no more than it may take
between answering that and taking in what is said next."""

_synced_at: WeakKeyDictionary[nio.AsyncClient, float] = WeakKeyDictionary()


def note_sync(client: nio.AsyncClient) -> None:
    """Note that the client has just been told which rooms are encrypted."""
    _synced_at[client] = time.monotonic()


async def learn_encryption(client: nio.AsyncClient, room: nio.MatrixRoom) -> None:
    """Find out whether a room has become encrypted since the last sync.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: the homeserver does not tell, as we are not in the room.
        SessionRevoked: the homeserver ended the session.
        Undeliverable: it is encrypted in a way that we do not know.
    """
    if room.encrypted or time.monotonic() - _synced_at.get(client, -math.inf) < KNOWN_FOR:
        return
    path = f"/_matrix/client/v3/rooms/{quote(room.room_id, safe='')}/state/m.room.encryption/"
    try:
        encryption = await request(client, "GET", path)
    except Refused as refusal:
        if refusal.code == "M_NOT_FOUND":
            return
        raise
    if encryption.get("algorithm") != _ALGORITHM:
        raise Undeliverable(f"room {room.room_id} is encrypted with {encryption.get('algorithm')}")
    room.encrypted = True
    client.encrypted_rooms.add(room.room_id)
    client.store.save_encrypted_rooms({room.room_id})
    client.olm.update_tracked_users(room)


async def share_room_key(client: nio.AsyncClient, room: nio.MatrixRoom) -> None:
    """Make sure that every device of everybody in an encrypted room has the key of what is said next.

    matrix-nio shares a key while it sends, but sends too when sharing fails, and then nobody can read
    it; and after an answer that is an error it takes itself for logged out.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: it refuses.
        SessionRevoked: the homeserver ended the session.
    """
    while not room.members_synced:
        await ask(client.joined_members(room.room_id))
    if client.users_for_key_query & room.users.keys():
        await ask(client.keys_query())
    while client.olm.should_share_group_session(room.room_id):
        if room.room_id in client.sharing_session:
            await client.sharing_session[room.room_id].wait()
            continue
        client.sharing_session[room.room_id] = asyncio.Event()
        try:
            await _share(client, room)
        finally:
            client.sharing_session.pop(room.room_id).set()


async def _share(client: nio.AsyncClient, room: nio.MatrixRoom) -> None:
    missing = client.get_missing_sessions(room.room_id)
    if missing:
        await claim_keys(client, missing)
    members = set(room.users)
    for devices, content in client.olm.share_group_session_parallel(
        room.room_id, list(members), ignore_unverified_devices=True
    ):
        await send_to_devices(client, "m.room.encrypted", content)
        client.olm.outbound_group_sessions[room.room_id].users_shared_with.update(devices)
    if members == set(room.users):
        client.olm.outbound_group_sessions[room.room_id].shared = True
    else:
        # Somebody came, who does not have it, or left, who is not to read what comes.
        del client.olm.outbound_group_sessions[room.room_id]
