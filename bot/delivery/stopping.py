"""An assistant that stops begins on no new message, and finishes what it is answering."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Stopping:
    """Whether the assistant stops, and how much it is answering."""

    def __init__(self) -> None:
        self._stops = False
        self._answering = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Answer a message in this block; where the assistant stops, wait instead until cancelled."""
        if self._stops:
            await asyncio.Event().wait()
        self._answering += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._idle.set()

    async def settle(self, longest: float) -> None:
        """Let nothing begin any more, and wait until what is being answered is, or these seconds are over."""
        self._stops = True
        with suppress(TimeoutError):
            async with asyncio.timeout(longest):
                await self._idle.wait()
