"""Long polling: asking Telegram for updates, and letting it forget those that are safe."""

import asyncio
import logging
import warnings
from typing import NoReturn

from telegram import Bot
from telegram.error import Conflict
from telegram.warnings import PTBUserWarning

from bot.backoff import delays
from bot.channels.telegram.client import LONGEST_CALL
from bot.channels.telegram.reading import Json, TakeIn
from bot.channels.telegram.requests import ask
from bot.channels.telegram.updates import WANTED
from bot.delivery import ChannelClosed

log = logging.getLogger(__name__)

# It is used on purpose, see `_updates`.
warnings.filterwarnings("ignore", "Please use .Bot.getUpdates.", PTBUserWarning)

POLL = 30
"""Seconds that Telegram may wait for something to happen."""

BATCH = 100


async def poll(bot: Bot, take_in: TakeIn) -> NoReturn:
    """Take updates in until cancelled.

    Asking from beyond an update makes Telegram forget it, so that is asked only after it was taken in. At all
    other times it is asked for whatever is not forgotten: after a week of silence Telegram numbers updates
    anew, perhaps lower, and a number that was remembered would make it forget what nobody has seen.

    Args:
        bot: whose updates.
        take_in: keeps them; given the same again, it must change nothing.

    Raises:
        TokenRefused: Telegram does not know the token any more.
    """
    waits = delays()
    beyond: int | None = None
    has_webhook, in_conflict = True, False
    while True:
        try:
            if has_webhook:
                # As long as there is one, Telegram gives updates to nobody who asks.
                await ask(bot.delete_webhook())
                has_webhook = False
            updates = await _updates(bot, beyond)
            await take_in(updates)
        except ChannelClosed:
            raise
        except Exception as error:
            conflict = isinstance(error.__cause__, Conflict)
            if conflict and not in_conflict:
                log.error("another process asks for the updates of @%s: stop one of them", bot.username)
            elif not conflict:
                log.warning("cannot take in updates (%s)", error, exc_info=_unless_expected(error))
            in_conflict = conflict
            await asyncio.sleep(next(waits))
        else:
            waits, in_conflict = delays(), False
            beyond = updates[-1]["update_id"] + 1 if updates else None


async def _updates(bot: Bot, beyond: int | None) -> list[Json]:
    arguments: Json = {
        "limit": BATCH,
        # What only lets Telegram forget need not wait.
        "timeout": POLL if beyond is None else 0,
        "allowed_updates": WANTED,
    }
    if beyond is not None:
        arguments["offset"] = beyond
    # With `get_updates` one update that the library cannot read would hold up all others, for ever.
    call = bot.do_api_request("getUpdates", api_kwargs=arguments, read_timeout=POLL + LONGEST_CALL)
    updates: list[Json] = await ask(call)
    return updates


def _unless_expected(error: Exception) -> Exception | None:
    return None if error.__cause__ is not None else error
