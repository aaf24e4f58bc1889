"""What the program does by itself while it runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NoReturn

from bot.storage.retention import Retention
from bot.workflow.daily_digest import DailyDigest

log = logging.getLogger(__name__)

BETWEEN = 3600.0
"""Seconds from one time that the retention periods are applied to the next."""

BETWEEN_LOOKS = 300.0
"""Seconds from one look whether people are to be told what there is to the next."""


async def keep_house(retention: Retention) -> NoReturn:
    """Apply retention at once and every hour, until cancelled; a failure is logged and tried again."""
    await _repeat("retention", retention.apply, BETWEEN)


async def send_digests(digest: DailyDigest) -> NoReturn:
    """Tell people what there is for them when it is time, until cancelled; a failure is tried again."""
    await _repeat("digests", digest.send, BETWEEN_LOOKS)


async def _repeat(name: str, do: Callable[[datetime], Awaitable[object]], between: float) -> NoReturn:
    while True:
        try:
            done = await do(datetime.now(UTC))
            if done:
                log.info("%s: %s", name, done)
        except Exception:
            log.exception("%s failed", name)
        await asyncio.sleep(between)
