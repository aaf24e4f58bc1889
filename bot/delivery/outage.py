"""Waiting together for something that is away."""

import asyncio
from contextlib import suppress

from bot.backoff import UNTIL_BACK, delays


class Outage:
    """Something that many need and that is away: one at a time tries whether it is back, then all go on.

    However many wait, it is asked no more often than one of them would ask; and as soon as one has it, nobody
    waits any longer.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._end = asyncio.Event()
        self._waits = delays(longest=UNTIL_BACK)

    async def wait(self) -> bool:
        """Wait until somebody has it, or until it is one's turn to try; give whether somebody has it."""
        end = self._end
        async with self._turn:
            if not end.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(next(self._waits)):
                        await end.wait()
        return end.is_set()

    def over(self) -> None:
        """Tell that it is there."""
        if self._turn.locked():
            self._end.set()
            self._end = asyncio.Event()
        self._waits = delays(longest=UNTIL_BACK)


class Tries:
    """The waits between the tries of one thing."""

    def __init__(self) -> None:
        self._waits = delays()
        self._others_have_it = False

    async def wait(self, outage: Outage | None = None) -> None:
        """Wait until the next try.

        Args:
            outage: what the last one failed for; None where others cannot tell when it will go well.
        """
        if outage is None or self._others_have_it:
            await asyncio.sleep(next(self._waits))
        self._others_have_it = outage is not None and await outage.wait()
