"""Accepting invites; a policy on who may invite the assistant belongs here."""

import asyncio
import logging
from collections.abc import Collection

import nio

from bot.backoff import delays
from bot.channels.matrix.requests import Refused, ask
from bot.delivery import ChannelUnavailable

log = logging.getLogger(__name__)

ATTEMPTS = 8
WAITS_FOR_JOINING = 5.0


class Invites:
    """Joins rooms.

    Args:
        tasks: the group that joining goes on in when it takes long, as it can take a minute where
            the room lives on a homeserver far away.
    """

    def __init__(self, client: nio.AsyncClient, tasks: asyncio.TaskGroup) -> None:
        self._client = client
        self._tasks = tasks
        self._joining: dict[str, asyncio.Task[None]] = {}

    async def accept(self, rooms: Collection[str]) -> None:
        """Join rooms; return when that is done or takes longer than a few seconds.

        An invite comes once: whoever saves the sync token after this loses none to a restart.
        """
        for room in rooms:
            if room not in self._joining:
                self._joining[room] = self._tasks.create_task(self._join(room))
        if rooms:
            await asyncio.wait([self._joining[room] for room in rooms], timeout=WAITS_FOR_JOINING)

    async def _join(self, room: str) -> None:
        for _, delay in zip(range(ATTEMPTS), delays(), strict=False):
            try:
                await ask(self._client.join(room))
                log.info("joined %s", room)
                break
            except (ChannelUnavailable, Refused) as error:
                log.warning("cannot join %s: %s", room, error)
            await asyncio.sleep(delay)
        del self._joining[room]
