"""Somebody whose rooms are encrypted: with the client library of the bot, but keys of their own."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any, Self

import nio
import vodozemac
from nio.store import SqliteMemoryStore

from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import Event, Watching

_CONFIG = nio.AsyncClientConfig(store=SqliteMemoryStore, encryption_enabled=True)
_ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}


class EncryptedPerson(Watching):
    """A user with one device; keeps every event in `events`, decrypted where that can be done.

    Of an event that was encrypted, `encrypted` says so. Ids of keys that somebody asks for are in
    `keys_asked`.
    """

    def __init__(self, person: Person, client: nio.AsyncClient) -> None:
        super().__init__()
        self.person = person
        self.client = client
        self.user_id = person.user_id
        self.keys_asked: list[str] = []

    @classmethod
    @asynccontextmanager
    async def joins(cls, synapse: Synapse, name: str) -> AsyncIterator[Self]:
        """Register somebody new, whose name starts like this, and log in."""
        account = await asyncio.to_thread(synapse.register, f"{name}-{secrets.token_hex(4)}", "wachtwoord")
        async with Person.with_token(synapse, account["access_token"]) as person:
            client = nio.AsyncClient(synapse.url, person.user_id, config=_CONFIG)
            client.restore_login(person.user_id, account["device_id"], account["access_token"])
            try:
                await client.keys_upload()
                yield cls(person, client)
            finally:
                await client.close()

    async def create_room(self, *invited: str, direct: bool = False, encrypted: bool = True) -> str:
        """Make a private room; gives its id."""
        state = [{"type": "m.room.encryption", "state_key": "", "content": _ENCRYPTION}]
        body = {
            "preset": "private_chat",
            "invite": invited,
            "is_direct": direct,
            "initial_state": state if encrypted else [],
        }
        room: str = (await self.person.request("POST", "createRoom", body))["room_id"]
        return room

    async def encrypt(self, room: str) -> None:
        """Turn on encryption in a room."""
        await self.person.request("PUT", f"rooms/{room}/state/m.room.encryption", _ENCRYPTION)

    async def say(self, room: str, text: str, **content: Any) -> str:
        """Send an encrypted text message; `content` adds to it. Gives the id of the event."""
        return await self.send(room, {"msgtype": "m.text", "body": text, **content})

    async def send(self, room: str, content: Event) -> str:
        """Send an encrypted message of any content; gives the id of the event."""
        await self.know_devices(room)
        response = await self.client.room_send(
            room, "m.room.message", content, ignore_unverified_devices=True
        )
        assert isinstance(response, nio.RoomSendResponse), response
        event: str = response.event_id
        return event

    async def say_without_key_for(self, user: str, room: str, text: str) -> tuple[str, Event]:
        """Send a message whose key a user does not get; gives the event, and the key as it should have been.

        The key stays the same for what is said next, until somebody comes or leaves.
        """
        await self.know_devices(room)
        for device in self.client.device_store.active_user_devices(user):
            self.client.blacklist_device(device)
        await self.client.share_group_session(room, ignore_unverified_devices=True)
        session = self.client.olm.outbound_group_sessions[room]
        key = {**_ENCRYPTION, "room_id": room, "session_id": session.id, "session_key": session.session_key}
        return await self.say(room, text), key

    async def give_key(self, user: str, key: Event) -> None:
        """Send a key to the devices of a user."""
        await self._send_encrypted(user, "m.room_key", key)

    async def forward_key(self, user: str, room: str, session_id: str) -> None:
        """Send a key of our own as it is sent to who asks for it."""
        identity = self.client.olm.account.identity_keys
        session = self.client.olm.inbound_group_store.get(room, identity["curve25519"], session_id)
        content = {
            **_ENCRYPTION,
            "room_id": room,
            "session_id": session_id,
            "session_key": session.export_session(session.first_known_index),
            "sender_key": identity["curve25519"],
            "sender_claimed_ed25519_key": identity["ed25519"],
            "forwarding_curve25519_key_chain": [],
        }
        await self._send_encrypted(user, "m.forwarded_room_key", content)

    async def trust_only_signed(self, user: str) -> None:
        """Give keys only to the devices of a user that the user has signed."""
        signed = await self.signed_devices(user)
        for device in self.client.device_store.active_user_devices(user):
            if device.id in signed:
                self.client.verify_device(device)
            else:
                self.client.blacklist_device(device)

    async def signed_devices(self, user: str) -> Collection[str]:
        """The devices that a user has signed, by a key that their master key has signed."""
        answer = await self.person.request("POST", "keys/query", {"device_keys": {user: []}})
        if user not in answer["master_keys"]:
            return set()
        (master,) = answer["master_keys"][user]["keys"].values()
        self_signing = answer["self_signing_keys"][user]
        assert is_signed(self_signing, user, master)
        (key,) = self_signing["keys"].values()
        devices = answer["device_keys"][user].items()
        return {device for device, keys in devices if is_signed(keys, user, key)}

    async def sync(self, wait_ms: int = 1000) -> None:
        """Take in what is new, or what comes within so many milliseconds."""
        response = await self.client.sync(wait_ms, {"room": {"timeline": {"limit": 100}}})
        assert isinstance(response, nio.SyncResponse), response
        requests = [event for event in response.to_device_events if isinstance(event, nio.RoomKeyRequest)]
        self.keys_asked += [request.session_id for request in requests]
        for room, joined in response.rooms.join.items():
            for event in (*joined.state, *joined.timeline.events):
                encrypted = bool(getattr(event, "decrypted", False))
                self.events.append({**event.source, "room_id": room, "encrypted": encrypted})
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        await self.client.send_to_device_messages()

    async def history(self, room: str) -> list[Event]:
        """Every event of a room, oldest first, as far as it was seen as it was decrypted."""
        await self.sync(0)
        seen = {event.get("event_id"): event for event in self.events}
        return [seen.get(event["event_id"], event) for event in await self.person.history(room)]

    async def know_devices(self, room: str) -> None:
        """Get to know everybody in a room and their devices."""
        await self.sync(0)
        if not self.client.rooms[room].members_synced:
            await self.client.joined_members(room)
        if self.client.should_query_keys:
            await self.client.keys_query()

    async def _send_encrypted(self, user: str, kind: str, content: Event) -> None:
        olm = self.client.olm
        devices = list(self.client.device_store.active_user_devices(user))
        missing = [device.id for device in devices if not olm.session_store.get(device.curve25519)]
        if missing:
            await self.client.keys_claim({user: missing})
        for device in devices:
            encrypted = olm._olm_encrypt(olm.session_store.get(device.curve25519), device, kind, content)
            await self.send_to_device(user, device.id, "m.room.encrypted", encrypted)

    async def send_to_device(self, user: str, device: str, kind: str, content: Event) -> None:
        """Send something to a device, whatever it is."""
        path = f"sendToDevice/{kind}/{secrets.token_hex(8)}"
        await self.person.request("PUT", path, {"messages": {user: {device: content}}})


def is_signed(content: Event, user: str, key: str) -> bool:
    """Whether a key of a user has signed something."""
    signature = content.get("signatures", {}).get(user, {}).get(f"ed25519:{key}")
    if signature is None:
        return False
    bare = {name: value for name, value in content.items() if name not in {"signatures", "unsigned"}}
    vodozemac.Ed25519PublicKey.from_base64(key).verify_signature(
        nio.Api.to_canonical_json(bare).encode(), vodozemac.Ed25519Signature.from_base64(signature)
    )
    return True
