"""What the assistant says unasked: it waits in an outbox until its channel has sent it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import NoReturn, Protocol

from bot.backoff import UNTIL_BACK, delays
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable, Undeliverable
from bot.messages import Reply
from bot.storage.transaction import DatabaseRefuses

log = logging.getLogger(__name__)

LOOKS_EVERY = 1.0
"""Seconds between two looks at an outbox that nobody says anything about."""

REST = 0.2
"""Seconds from news until the outbox is looked into: replies go first, and much news is one look."""

BATCH = 100


class Outgoing(Protocol):
    """A reply that waits in an outbox."""

    @property
    def id(self) -> int:
        """Identifies it in the outbox."""

    @property
    def conversation(self) -> str:
        """Where it is said."""

    @property
    def sender(self) -> str:
        """Whom it is for."""

    @property
    def reply(self) -> Reply:
        """What is said."""

    @property
    def edits(self) -> str | None:
        """The message of which it takes the place of the first reply, or None."""


class Outbox(Protocol):
    """Replies that nobody asked for, on disk until they are sent."""

    async def pending(self, channel: str, limit: int, now: datetime) -> Sequence[Outgoing]:
        """The oldest replies that are still to be sent on a channel and may be sent now."""

    async def sent(self, outgoing_id: int, now: datetime) -> None:
        """Note that a reply is sent."""


SendUnasked = Callable[[Outgoing], Awaitable[None]]
"""Sends what waits in an outbox; the same again is the same message."""


async def drain(outbox: Outbox, channel: str, send: SendUnasked) -> None:
    """Send all that waits for a channel, oldest first; what will never arrive is given up.

    Raises:
        ChannelClosed: as `send` raised it.
        ChannelUnavailable: as `send` raised it; what is left can be sent later.
        Exception: sending something failed in another way; what came after it was still tried.
    """
    while batch := await outbox.pending(channel, BATCH, datetime.now(UTC)):
        failure: Exception | None = None
        for outgoing in batch:
            try:
                await send(outgoing)
            except (ChannelClosed, ChannelUnavailable):
                raise
            except Undeliverable as error:
                log.warning("notice %d will not arrive: %s", outgoing.id, error)
            except Exception as error:
                failure = failure or error
                continue
            await outbox.sent(outgoing.id, datetime.now(UTC))
        if failure:
            raise failure


async def keep_drained(outbox: Outbox, channel: str, send: SendUnasked, news: asyncio.Event) -> NoReturn:
    """Drain an outbox until cancelled.

    Args:
        outbox: what to drain.
        channel: whose replies.
        send: sends one of them.
        news: set by whoever expects that there is something to send.

    Raises:
        ChannelClosed: as `send` raised it.
    """
    waits = delays(longest=UNTIL_BACK)
    while True:
        news.clear()
        try:
            await drain(outbox, channel, send)
        except ChannelClosed:
            raise
        except (ChannelUnavailable, DatabaseRefuses) as error:
            log.warning("notices have to wait: %s", error)
            await asyncio.sleep(next(waits))
        except Exception:
            log.exception("sending notices failed")
            await asyncio.sleep(next(waits))
        else:
            waits = delays(longest=UNTIL_BACK)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOKS_EVERY):
                    await news.wait()
                    await asyncio.sleep(REST)
