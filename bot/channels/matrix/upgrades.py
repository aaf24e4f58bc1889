"""Following a room to the room that takes its place.

See https://spec.matrix.org/v1.15/client-server-api/#room-upgrades.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import quote, urlencode

import nio

from bot.backoff import delays
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.direct_rooms import DirectRooms
from bot.channels.matrix.policy import server_of
from bot.channels.matrix.requests import Refused, request
from bot.delivery.delivery import ChannelUnavailable
from bot.messages import Act, Incoming
from bot.observability.correlation import correlation_of
from bot.storage.moving import Moving

log = logging.getLogger(__name__)

ATTEMPTS = 8

_SAID = {Act.SAY, Act.REACT}
"""What is replied to; what is corrected or taken back stands in the room where it was said."""


class Upgrades:
    """Joins the rooms that take the place of ours, and takes along what was said.

    A tombstone can say anything, so nothing is taken along to a room that does not itself say which room
    it takes the place of. A room that can be entered on invitation only waits for the invite.

    Args:
        client: that is logged in.
        direct_rooms: told of rooms that take the place of others.
        moving: takes conversations along.
        tasks: the group that joining goes on in.
    """

    def __init__(
        self, client: nio.AsyncClient, direct_rooms: DirectRooms, moving: Moving, tasks: asyncio.TaskGroup
    ) -> None:
        self._client = client
        self._direct_rooms = direct_rooms
        self._moving = moving
        self._tasks = tasks
        self._replaced: dict[str, str] = {}
        self._followed: dict[str, str] = {}
        self._under_way: set[str] = set()

    async def take_in(self, response: nio.SyncResponse) -> None:
        """Learn from a sync that the client has processed.

        Raises:
            ChannelUnavailable: the homeserver cannot be reached or is in trouble.
            SessionRevoked: the homeserver ended the session.
        """
        for room, joined in response.rooms.join.items():
            for event in chain(joined.state, joined.timeline.events):
                found = replacement_in(event.source)
                if found is None:
                    continue
                replacement, sender = found
                self._replaced[replacement] = room
                if replacement not in self._client.rooms and room not in self._under_way:
                    self._under_way.add(room)
                    self._tasks.create_task(self._join(room, replacement, server_of(sender)))
        for room in response.rooms.join.keys() & self._replaced.keys():
            if self._followed.get(self._replaced[room]) != room:
                await self._follow(self._replaced[room], room)
            self._under_way.discard(self._replaced[room])

    def is_under_way(self, room: str) -> bool:
        """Whether we are on our way to the room that takes the place of a room."""
        return room in self._under_way

    def redirected(self, message: Incoming) -> Incoming:
        """Give what was still said in a room that was upgraded as if it was said in the next one.

        What was remembered is there, and in most rooms that were upgraded nothing can be said any more.
        Who has not come along is answered where they are.
        """
        room = Conversation.parse(message.conversation).room
        new = self._last(room)
        known = self._client.rooms.get(new)
        if message.act not in _SAID or new == room or known is None or message.sender not in known.users:
            return message
        return replace(
            message,
            conversation=str(Conversation(new)),
            direct=message.direct and self._direct_rooms.is_direct(known),
        )

    def _last(self, room: str) -> str:
        """The room in which a room goes on now; they may say of each other that they do."""
        passed = {room}
        while (new := self._followed.get(room)) is not None and new not in passed:
            passed.add(new)
            room = new
        return room

    async def _join(self, old: str, room: str, server: str) -> None:
        via = urlencode({"via": server, "server_name": server})
        path = f"/_matrix/client/v3/join/{quote(room, safe='')}?{via}"
        for _, delay in zip(range(ATTEMPTS), delays(), strict=False):
            try:
                await request(self._client, "POST", path, {})
                return
            except Refused as refusal:
                log.warning("cannot follow to %s, perhaps an invite comes: %s", _known_as(room), refusal)
                break
            except ChannelUnavailable as error:
                log.warning("cannot follow to %s now: %s", _known_as(room), error)
            await asyncio.sleep(delay)
        self._under_way.discard(old)

    async def _follow(self, old: str, new: str) -> None:
        path = f"/_matrix/client/v3/rooms/{quote(new, safe='')}/state/m.room.create/"
        try:
            created = await request(self._client, "GET", path)
            if predecessor_in(created) != old:
                log.warning(
                    "%s says that %s takes its place, which does not say so itself",
                    _known_as(old),
                    _known_as(new),
                )
                return
            await self._direct_rooms.follow(old, new)
        except Refused as refusal:
            log.warning("cannot follow from %s to %s: %s", _known_as(old), _known_as(new), refusal)
            return
        threads = str(Conversation(old, "$"))
        await self._moving.move("matrix", old, self._last(new), threads)
        self._followed[old] = new
        log.info("%s goes on in %s", _known_as(old), _known_as(new))


def replacement_in(event: Mapping[str, Any]) -> tuple[str, str] | None:
    """Give the room that a tombstone names and who put it up; None for any other event."""
    content, sender = event.get("content"), event.get("sender")
    if (
        event.get("type") != "m.room.tombstone"
        or event.get("state_key") != ""
        or not isinstance(content, dict)
    ):
        return None
    room = content.get("replacement_room")
    if not isinstance(room, str) or not isinstance(sender, str):
        return None
    return (room, sender) if room[:1] == "!" and room.isprintable() else None


def predecessor_in(created: Mapping[str, Any]) -> object:
    """Give the room that a room says it takes the place of."""
    predecessor = created.get("predecessor")
    return predecessor.get("room_id") if isinstance(predecessor, dict) else None


def _known_as(room: str) -> str:
    """The name of a room in the log."""
    return correlation_of("matrix", room)
