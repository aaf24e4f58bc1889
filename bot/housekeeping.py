"""Applies the retention periods while the program runs."""

import asyncio
import logging
from datetime import UTC, datetime

from bot.storage.retention import Retention

log = logging.getLogger(__name__)

BETWEEN = 3600.0
"""Seconds from one time to the next."""


async def keep_house(retention: Retention) -> None:
    """Apply retention at once and every hour, until cancelled; a failure is logged and tried again."""
    while True:
        try:
            log.info("retention: %s", await retention.apply(datetime.now(UTC)))
        except Exception:
            log.exception("retention failed")
        await asyncio.sleep(BETWEEN)
