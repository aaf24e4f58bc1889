"""Following a room to the room that takes its place.

See https://spec.matrix.org/v1.15/client-server-api/#room-upgrades.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from itertools import chain
from typing import Any
from urllib.parse import quote, urlencode

import nio

from bot.channels.matrix.direct_rooms import DirectRooms
from bot.channels.matrix.policy import server_of
from bot.channels.matrix.requests import Refused, request
from bot.delivery import ChannelUnavailable

log = logging.getLogger(__name__)

Move = Callable[[str, str], Awaitable[None]]
"""Has the conversations of one room go on in another; done again, it changes nothing."""


class Upgrades:
    """Joins the rooms that take the place of ours, and takes along what was said.

    A tombstone can say anything, so nothing is taken along to a room that does not itself say which room
    it takes the place of. A room that can be entered on invitation only waits for the invite.

    Args:
        client: that is logged in.
        direct_rooms: told of rooms that take the place of others.
        move: takes conversations along.
        tasks: the group that joining goes on in.
    """

    def __init__(
        self, client: nio.AsyncClient, direct_rooms: DirectRooms, move: Move, tasks: asyncio.TaskGroup
    ) -> None:
        self._client = client
        self._direct_rooms = direct_rooms
        self._move = move
        self._tasks = tasks
        self._replaced: dict[str, str] = {}

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
                if replacement not in self._client.rooms:
                    self._tasks.create_task(self._join(replacement, server_of(sender)))
        for room in response.rooms.join.keys() & self._replaced.keys():
            await self._follow(self._replaced[room], room)

    async def _join(self, room: str, server: str) -> None:
        via = urlencode({"via": server, "server_name": server})
        try:
            await request(self._client, "POST", f"/_matrix/client/v3/join/{quote(room, safe='')}?{via}", {})
        except (ChannelUnavailable, Refused) as error:
            log.warning("cannot follow to %s, perhaps an invite comes: %s", room, error)

    async def _follow(self, old: str, new: str) -> None:
        path = f"/_matrix/client/v3/rooms/{quote(new, safe='')}/state/m.room.create/"
        try:
            created = await request(self._client, "GET", path)
            if predecessor_in(created) != old:
                log.warning("%s says that %s takes its place, which does not say so itself", old, new)
                return
            await self._direct_rooms.follow(old, new)
        except Refused as refusal:
            log.warning("cannot follow from %s to %s: %s", old, new, refusal)
            return
        await self._move(old, new)
        log.info("%s goes on in %s", old, new)


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
    return (room, sender) if isinstance(room, str) and room[:1] == "!" and isinstance(sender, str) else None


def predecessor_in(created: Mapping[str, Any]) -> object:
    """Give the room that a room says it takes the place of."""
    predecessor = created.get("predecessor")
    return predecessor.get("room_id") if isinstance(predecessor, dict) else None
