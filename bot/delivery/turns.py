"""Giving out a number of places, so that who asks for many does not keep others waiting."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Places that people take turns in: each time one is free, the next person gets it.

    How much somebody waits for makes no difference to others ("round robin"); a semaphore gives out its
    places in the order in which they were asked for.

    Args:
        places: how many there are.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def of(self, person: str) -> AsyncIterator[None]:
        """Wait for a place and keep it until the block ends."""
        await self._take(person)
        try:
            yield
        finally:
            self._give_back()

    async def _take(self, person: str) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(person, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back()
            raise

    def _give_back(self) -> None:
        while self._waiting:
            person, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._waiting[person] = turns
            # Who was cancelled while waiting wants no place any more.
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
