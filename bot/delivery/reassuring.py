"""Who waits long is told once that their message is not lost."""

import asyncio
import logging
import math
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from bot.messages import Act, Incoming

log = logging.getLogger(__name__)

Tell = Callable[[Incoming], Awaitable[None]]
"""Tells the sender of a message that the answer will come. It must not need the database: that may be what is
waited for. Told again, they read it once, where their channel can see to that."""

PATIENCE = 10.0
"""Seconds after which people turn to something else (Nielsen, Usability Engineering, 1993, 5.5)."""

ONE_TRY = 1.0
"""Seconds that another try may take before it is taken for one that fails too."""

AGAIN = 300.0
"""Seconds within which nobody is told twice in the same conversation."""

REMEMBERED = 1000


class Reassuring:
    """Tells people whose answer takes long that it will come.

    Args:
        tell: tells one of them; None where nobody is told.
    """

    def __init__(self, tell: Tell | None = None) -> None:
        self._tell = tell
        self._refused: OrderedDict[str, float] = OrderedDict()
        self._told: OrderedDict[str, float] = OrderedDict()

    @asynccontextmanager
    async def while_answered(self, message: Incoming) -> AsyncIterator[None]:
        """Tell the sender of a message, if the block takes long."""
        if self._tell is None or message.act is not Act.SAY:
            yield
            return
        telling = asyncio.create_task(self._tell_after(PATIENCE, message))
        try:
            yield
        finally:
            telling.cancel()

    @asynccontextmanager
    async def while_kept(self, messages: Sequence[Incoming]) -> AsyncIterator[None]:
        """Tell the senders of messages, if keeping these takes long or fails time and again.

        What is not kept, its channel brings again. Whoever waits so is told once, whatever else they say
        meanwhile.
        """
        if self._tell is None or not messages:
            yield
            return
        for message in messages:
            self._refused.setdefault(message.conversation, time.monotonic())
        _forget_oldest(self._refused)
        telling = asyncio.create_task(self._tell_while_kept(messages))
        try:
            yield
            for message in messages:
                self._refused.pop(message.conversation, None)
        except Exception:
            await self._tell_who_waited(messages)
            raise
        finally:
            telling.cancel()

    async def _tell_while_kept(self, messages: Sequence[Incoming]) -> None:
        await asyncio.sleep(min(ONE_TRY, PATIENCE))
        while any(math.isfinite(self._refused.get(message.conversation, math.inf)) for message in messages):
            await self._tell_who_waited(messages)
            await asyncio.sleep(min(ONE_TRY, PATIENCE))

    async def _tell_who_waited(self, messages: Sequence[Incoming]) -> None:
        for message in messages:
            waits = time.monotonic() - self._refused.get(message.conversation, math.inf)
            if message.act is Act.SAY and waits >= PATIENCE:
                self._refused[message.conversation] = math.inf
                if not await self._is_told(message):
                    self._refused[message.conversation] = time.monotonic()

    async def _tell_after(self, seconds: float, message: Incoming) -> None:
        await asyncio.sleep(seconds)
        await self._is_told(message)

    async def _is_told(self, message: Incoming) -> bool:
        now = time.monotonic()
        told = self._told.get(message.conversation, -math.inf)
        if self._tell is None or now - told < AGAIN:
            return True
        # Noted first: another message of theirs may wait as long, and what is broken off may have arrived.
        self._told[message.conversation] = now
        _forget_oldest(self._told)
        try:
            await self._tell(message)
        except Exception as error:
            # What is wrong is said where the answer itself is tried again.
            log.info("somebody who waits cannot be told so (%s)", type(error).__name__)
            self._told[message.conversation] = told
            return False
        return True


def _forget_oldest(moments: OrderedDict[str, float]) -> None:
    while len(moments) > REMEMBERED:
        moments.popitem(last=False)
