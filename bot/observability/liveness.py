"""Whether this process does what it is there for: the event loop comes round, and tasks go on."""

import asyncio
import time
from typing import NoReturn

from bot.observability import metrics

BEATS_EVERY = 1.0
STUCK_AFTER = 10.0
"""Seconds without coming round after which the event loop counts as stuck."""

_watched: tuple[asyncio.Task[None], ...] = ()


def watch(*tasks: asyncio.Task[None]) -> None:
    """Watch tasks that only end with the program, instead of those that were watched before."""
    global _watched  # noqa: PLW0603 - a process has one service
    _watched = tasks


class Heart:
    """Beats as long as the event loop comes round."""

    def __init__(self) -> None:
        self._beat_at = time.monotonic()

    async def beat(self) -> NoReturn:
        """Beat until cancelled."""
        while True:
            await asyncio.sleep(BEATS_EVERY)
            now = time.monotonic()
            metrics.LOOP_LAG.set(max(0.0, now - self._beat_at - BEATS_EVERY))
            self._beat_at = now

    def wrong(self) -> dict[str, str]:
        """Say what is wrong, by what it is wrong with; nothing where nothing is."""
        found = {task.get_name(): "has ended" for task in _watched if task.done()}
        silent = time.monotonic() - self._beat_at
        if silent > STUCK_AFTER:
            found["event loop"] = f"did not come round for {silent:.0f} s"
        return found
