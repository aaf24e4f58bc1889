"""Showing that an answer is being made."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.constants import ChatAction

from bot.channels.telegram.place import Place
from bot.channels.telegram.requests import Refused, ask
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable

log = logging.getLogger(__name__)

SHOWN_AFTER = 0.3
"""Seconds that an answer may take before anything is shown: that counts as sent, which is limited."""

RENEWED_AFTER = 4.5
"""Telegram takes it away after five seconds."""


@asynccontextmanager
async def typing(bot: Bot, place: Place) -> AsyncIterator[None]:
    """Show typing until the block ends; nothing waits for that."""
    showing = asyncio.create_task(_show(bot, place))
    try:
        yield
    finally:
        showing.cancel()


async def _show(bot: Bot, place: Place) -> None:
    await asyncio.sleep(SHOWN_AFTER)
    while True:
        try:
            await ask(bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.topic))
        except (ChannelClosed, ChannelUnavailable, Refused) as error:
            log.debug("typing is not shown: %s", error)
            return
        await asyncio.sleep(RENEWED_AFTER)
