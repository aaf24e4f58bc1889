"""Channels that are served together, of which one that fails stops no other."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping

from bot.backoff import UNTIL_BACK, delays
from bot.delivery.delivery import ChannelClosed
from bot.observability import contact
from bot.storage.transaction import DatabaseRefuses

log = logging.getLogger(__name__)

Serve = Callable[[], Awaitable[None]]
"""Serves a channel until cancelled, or until that cannot go on. Raises `ChannelClosed` when it never can."""

STEADY_AFTER = 300.0
"""Seconds after which a channel that fails is not failing again, but for the first time."""


async def serve_side_by_side(channels: Mapping[str, Serve], explain: Callable[[ChannelClosed], str]) -> None:
    """Serve channels until cancelled; one that fails begins again, after a while.

    Args:
        channels: how to serve each, by its name.
        explain: says why a channel is closed, to those who run the assistant.

    Raises:
        ChannelClosed: no channel can be served any more; what closed the last one.
    """
    closed: list[ChannelClosed] = []

    async def serve_until_closed(name: str, serve: Serve) -> None:
        try:
            await _keep_serving(name, serve)
        except ChannelClosed as error:
            log.error("%s stops: %s", name, explain(error))
            closed.append(error)
            contact.closed(name)

    async with asyncio.TaskGroup() as tasks:
        for name, serve in channels.items():
            contact.expect(name)
            tasks.create_task(serve_until_closed(name, serve))
    raise closed[-1]


async def _keep_serving(name: str, serve: Serve) -> None:
    waits = delays()
    while True:
        started = time.monotonic()
        try:
            await serve()
        except ChannelClosed:
            raise
        except DatabaseRefuses as error:
            log.warning("%s cannot begin without the database: %s", name, error.reason)
            await asyncio.sleep(min(next(waits), UNTIL_BACK))
            continue
        except Exception:
            log.exception("%s failed and begins again", name)
        if time.monotonic() - started > STEADY_AFTER:
            waits = delays()
        await asyncio.sleep(next(waits))
