"""A client of the Bot API that keeps to its limits."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.backoff import UNTIL_BACK, delays
from bot.channels.telegram.account import TelegramAccount
from bot.channels.telegram.requests import ask
from bot.delivery.delivery import ChannelUnavailable

log = logging.getLogger(__name__)

# Otherwise the library warns of its own use of a number where the next version has a duration.
os.environ.setdefault("PTB_TIMEDELTA", "true")

LONGEST_CALL = 30.0
"""Seconds; whoever gives up on a message may send it twice."""

CONNECTIONS = 64
TRIES_AFTER_LIMIT = 3
"""How often a call that came too soon is made again, after as long as Telegram says."""


@asynccontextmanager
async def connected(account: TelegramAccount) -> AsyncIterator[Bot]:
    """Give a bot that knows who it is; wait for Telegram as long as it is away.

    Raises:
        TokenRefused: Telegram does not know the token.
    """
    bot = ExtBot(
        account.token.get_secret_value(),
        base_url=f"{account.api}/bot",
        base_file_url=f"{account.api}/file/bot",
        request=_requests(CONNECTIONS),
        rate_limiter=AIORateLimiter(max_retries=TRIES_AFTER_LIMIT),
    )
    try:
        for delay in delays(longest=UNTIL_BACK):
            try:
                await ask(bot.initialize())
                break
            except ChannelUnavailable as error:
                log.warning("cannot reach %s (%s); trying again in %.1f s", account.api, error, delay)
            await asyncio.sleep(delay)
        yield bot
    finally:
        await bot.shutdown()


def _requests(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connections,
        connect_timeout=LONGEST_CALL,
        read_timeout=LONGEST_CALL,
        write_timeout=LONGEST_CALL,
        pool_timeout=LONGEST_CALL,
    )
