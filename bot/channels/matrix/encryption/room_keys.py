"""Whoever is in an encrypted room gets the key of what is said there, before it is said."""

from urllib.parse import quote

import nio

from bot.channels.matrix.requests import Refused, ask, request
from bot.delivery import ChannelUnavailable, Undeliverable

_ALGORITHM = "m.megolm.v1.aes-sha2"


async def learn_encryption(client: nio.AsyncClient, room: nio.MatrixRoom) -> None:
    """Find out whether a room has become encrypted since the last sync.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: the homeserver does not tell, as we are not in the room.
        SessionRevoked: the homeserver ended the session.
        Undeliverable: it is encrypted in a way that we do not know.
    """
    if room.encrypted:
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
    it; and after one connection that breaks off it never sends anything to that room again.

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
        else:
            await _share(client, room)


async def _share(client: nio.AsyncClient, room: nio.MatrixRoom) -> None:
    try:
        await ask(client.share_group_session(room.room_id, ignore_unverified_devices=True))
    finally:
        interrupted = client.sharing_session.pop(room.room_id, None)
        if interrupted:
            interrupted.set()
    key = client.olm.outbound_group_sessions.get(room.room_id)
    if key is None:
        # Somebody came or left meanwhile, so another key is due.
        return
    left_out = _can_have_keys(client, room) - key.users_shared_with - key.users_ignored
    if left_out:
        del client.olm.outbound_group_sessions[room.room_id]
        raise ChannelUnavailable(f"the key of {room.room_id} did not get to {len(left_out)} devices")


def _can_have_keys(client: nio.AsyncClient, room: nio.MatrixRoom) -> set[tuple[str, str]]:
    return {
        (user, device.id)
        for user in room.users
        for device in client.device_store.active_user_devices(user)
        if client.olm.session_store.get(device.curve25519) and not device.blacklisted
    }
