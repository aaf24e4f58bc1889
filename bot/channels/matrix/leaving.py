"""Leaving rooms in which nobody else is left."""

import asyncio
import logging
from itertools import chain

import nio

from bot.channels.matrix.requests import Refused, ask
from bot.delivery.delivery import ChannelUnavailable
from bot.observability.correlation import correlation_of

log = logging.getLogger(__name__)

GONE = {"leave", "ban"}


class Leaving:
    """Leaves rooms; one that cannot be left now is left at the next start.

    Args:
        client: that is logged in.
        tasks: the group that leaving goes on in.
    """

    def __init__(self, client: nio.AsyncClient, tasks: asyncio.TaskGroup) -> None:
        self._client = client
        self._tasks = tasks

    def take_in(self, response: nio.SyncResponse) -> None:
        """Learn from a sync that the client has processed."""
        for room, joined in response.rooms.join.items():
            # Somebody has to have left: in a room that we are making, the others are still to come.
            if _somebody_left(joined) and set(self._client.rooms[room].users) <= {self._client.user_id}:
                self._tasks.create_task(self._leave(room))

    async def _leave(self, room: str) -> None:
        try:
            await ask(self._client.room_leave(room))
            log.info("left %s: nobody else was there", correlation_of("matrix", room))
        except (ChannelUnavailable, Refused) as error:
            log.warning("cannot leave %s: %s", correlation_of("matrix", room), error)


def _somebody_left(joined: nio.RoomInfo) -> bool:
    return any(
        isinstance(event, nio.RoomMemberEvent) and event.membership in GONE
        for event in chain(joined.state, joined.timeline.events)
    )
