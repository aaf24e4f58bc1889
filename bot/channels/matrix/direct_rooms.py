"""The rooms in which the assistant speaks with one person: which they are, and making one."""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import quote
from weakref import WeakValueDictionary

import nio

from bot.channels.matrix.requests import Refused, ask, put
from bot.delivery.delivery import ChannelUnavailable, Undeliverable
from bot.observability.correlation import correlation_of

log = logging.getLogger(__name__)

MEMBERS = 2
"""Joined and invited, of a conversation of two."""

WAITS_FOR_SYNC = 30.0
"""Seconds after which a room should have come along in a sync."""

_ENCRYPTED = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


class DirectRooms:
    """Knows the direct rooms, by members and by the account data ``m.direct``, and keeps that up to date.

    A room is made only where none can be found, with everything known that the homeserver knows, so
    that a room that was made just before a crash or a lost connection is found again.
    """

    def __init__(self, client: nio.AsyncClient) -> None:
        self._client = client
        self._marked: dict[str, tuple[str, ...]] = {}
        self._marking = asyncio.Lock()
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._synced = asyncio.Condition()

    async def take_in(self, response: nio.SyncResponse) -> None:
        """Learn from a sync that the client has processed."""
        for data in response.account_data_events:
            if getattr(data, "type", "") == "m.direct":
                self._marked = read_marks(data.content)
        async with self._synced:
            self._synced.notify_all()

    def is_direct(self, room: nio.MatrixRoom) -> bool:
        """Whether a room is a conversation of two, or is marked as one."""
        return len(room.users) <= MEMBERS or any(room.room_id in rooms for rooms in self._marked.values())

    async def follow(self, old: str, new: str) -> None:
        """Mark a room as direct where the room that it takes the place of was.

        Raises:
            ChannelUnavailable: the homeserver cannot be reached or is in trouble.
            Refused: the homeserver does not take the mark.
            SessionRevoked: the homeserver ended the session.
        """
        for person, rooms in tuple(self._marked.items()):
            if old in rooms:
                await self._mark(person, new)

    async def room_with(self, person: str, *, encrypted: bool) -> str:
        """Find the direct room with a person, or make it and invite them; gives its id.

        Args:
            person: who.
            encrypted: only a room that is encrypted will do; otherwise any in which something can be said.

        Raises:
            ChannelUnavailable: the homeserver cannot be reached or is in trouble.
            SessionRevoked: the homeserver ended the session.
            Undeliverable: the homeserver refuses.
        """
        lock = self._opening.setdefault(person, asyncio.Lock())
        async with lock:
            try:
                room = self._find(person, encrypted=encrypted)
                if room is None:
                    await self._know_all_rooms()
                    room = self._find(person, encrypted=encrypted)
                if room is None:
                    room = await self._make(person, encrypted=encrypted)
                await self._mark(person, room)
            except Refused as refusal:
                raise Undeliverable(f"no direct room: {refusal}") from refusal
        return room

    def _find(self, person: str, *, encrypted: bool) -> str | None:
        usable = (
            room
            for room in self._client.rooms.values()
            if set(room.users) == {self._client.user_id, person}
            and (room.encrypted or not encrypted)
            and (self._client.olm or not room.encrypted)
        )
        return best(usable, person, self._marked.get(person, ()))

    async def _make(self, person: str, *, encrypted: bool) -> str:
        response = await ask(
            self._client.room_create(
                is_direct=True,
                preset=nio.RoomPreset.trusted_private_chat,
                invite=[person],
                initial_state=[{**_ENCRYPTED, "state_key": ""}] if encrypted else [],
            )
        )
        room: str = response.room_id
        log.info("made direct room %s", correlation_of("matrix", room))
        try:
            # The invite is the last that the homeserver does: with it, the encryption is known too.
            await self._until(lambda: person in self._members(room))
        except TimeoutError as error:
            if room in self._client.rooms:
                raise Undeliverable("the invite to a direct room is declined") from error
            raise ChannelUnavailable("a new room does not come along in a sync") from error
        return room

    async def _know_all_rooms(self) -> None:
        """Wait until the client knows every room that we are in; not long, as one may be left out."""
        ours = await _joined(self._client)
        try:
            await self._until(lambda: ours <= self._client.rooms.keys())
        except TimeoutError:
            log.warning("not every room comes along in a sync")

    async def _until(self, known: Callable[[], bool]) -> None:
        """Wait until a sync has told something: the client says nothing in a room that it does not know."""
        async with asyncio.timeout(WAITS_FOR_SYNC), self._synced:
            await self._synced.wait_for(known)

    def _members(self, room: str) -> Collection[str]:
        known = self._client.rooms.get(room)
        return known.users if known else ()

    async def _mark(self, person: str, room: str) -> None:
        async with self._marking:
            if room in self._marked.get(person, ()):
                return
            marked = {**self._marked, person: (*self._marked.get(person, ()), room)}
            await put(self._client, _account_data_path(self._client.user_id), marked)
            self._marked = marked


def read_marks(content: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Read the account data ``m.direct``: the direct rooms of each person."""
    return {
        person: tuple(room for room in rooms if isinstance(room, str))
        for person, rooms in content.items()
        if isinstance(rooms, list)
    }


def best(rooms: Iterable[nio.MatrixRoom], person: str, marked: tuple[str, ...]) -> str | None:
    """Choose from rooms between us and a person.

    Those that are marked as direct come first. Of the others only those count that have no name and
    can be entered on invitation only: what is left of a group is no place for a conversation of two.
    A room that the person has joined goes before one that they were only invited to.
    """
    candidates = [
        room
        for room in rooms
        if room.room_id in marked
        or (room.name is None and room.canonical_alias is None and room.join_rule == "invite")
    ]
    if not candidates:
        return None
    chosen = min(
        candidates,
        key=lambda room: (person in room.invited_users, room.room_id not in marked, room.room_id),
    )
    identity: str = chosen.room_id
    return identity


def _account_data_path(user: str) -> str:
    return f"/_matrix/client/v3/user/{quote(user, safe='')}/account_data/m.direct"


async def is_joined(client: nio.AsyncClient, room: str) -> bool:
    """Whether the homeserver says that we are in a room, of which the client may not know yet."""
    return room in await _joined(client)


async def _joined(client: nio.AsyncClient) -> set[str]:
    return set((await ask(client.joined_rooms())).rooms)
