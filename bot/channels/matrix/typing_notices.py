"""Showing that an answer is being made."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import nio

from bot.channels.matrix.requests import Refused, ask
from bot.delivery.delivery import ChannelUnavailable

log = logging.getLogger(__name__)

SHOWN_FOR = 30.0
"""Seconds after which the homeserver takes a typing notice away by itself."""

RENEWED_AFTER = 20.0

SHOWN_AFTER = 0.3
"""Seconds that an answer may take before typing is shown: who has it at once has no use for it."""

LINGERS_FOR = 0.3
"""Seconds that a notice stays after an answer: the reply gets there first, and a queue is one notice."""


class TypingNotices:
    """Shows typing in a room while at least one answer is being made there.

    Matrix knows one notice a room, so answers that are made at the same time share it. Nothing
    waits for a notice, and a notice that fails is not worth a second try.

    Args:
        tasks: the group that the notices live in.
    """

    def __init__(self, client: nio.AsyncClient, tasks: asyncio.TaskGroup) -> None:
        self._client = client
        self._tasks = tasks
        self._answers: Counter[str] = Counter()
        self._changed: dict[str, asyncio.Event] = {}

    @asynccontextmanager
    async def shown(self, room: str) -> AsyncIterator[None]:
        """Show typing in a room until the block ends."""
        self._answers[room] += 1
        if room in self._changed:
            self._changed[room].set()
        else:
            self._changed[room] = asyncio.Event()
            self._tasks.create_task(self._keep_shown(room))
        try:
            yield
        finally:
            self._answers[room] -= 1
            self._changed[room].set()

    async def _keep_shown(self, room: str) -> None:
        while self._answers[room]:
            if await self._is_quiet_within(SHOWN_AFTER, room):
                continue
            await self._notify(room, typing=True)
            while not await self._is_quiet_within(RENEWED_AFTER, room, lingers_for=LINGERS_FOR):
                await self._notify(room, typing=True)
            await self._notify(room, typing=False)
        del self._answers[room], self._changed[room]

    async def _is_quiet_within(self, seconds: float, room: str, lingers_for: float = 0.0) -> bool:
        """Wait until no answer is being made in a room, at most so many seconds; give whether it is so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._answers[room]:
                    self._changed[room].clear()
                    await self._changed[room].wait()
                    if not self._answers[room]:
                        await asyncio.sleep(lingers_for)
        return not self._answers[room]

    async def _notify(self, room: str, *, typing: bool) -> None:
        try:
            await ask(self._client.room_typing(room, typing, timeout=int(SHOWN_FOR * 1000)))
        except (ChannelUnavailable, Refused) as error:
            log.debug("no typing notice is sent: %s", error)
