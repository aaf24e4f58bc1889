"""Long polling: asking Telegram for updates, and letting it forget those that are safe."""

import asyncio
import logging
from typing import NoReturn

from telegram import Bot
from telegram.error import Conflict

from bot.backoff import UNTIL_BACK, delays
from bot.channels.telegram.client import LONGEST_CALL
from bot.channels.telegram.reading import Json, TakeIn
from bot.channels.telegram.requests import ask
from bot.channels.telegram.updates import WANTED
from bot.delivery.delivery import ChannelClosed
from bot.observability.contact import heard_from

log = logging.getLogger(__name__)

POLL = 30
"""Seconds that Telegram may wait for something to happen."""

BATCH = 100


async def poll(bot: Bot, take_in: TakeIn, caught_up: asyncio.Event) -> NoReturn:
    """Take updates in until cancelled.

    Asking from beyond an update makes Telegram forget it, so that is asked only after it was taken in. At all
    other times it is asked for whatever is not forgotten: after a week of silence Telegram numbers updates
    anew, perhaps lower, and a number that was remembered would make it forget what nobody has seen.

    Args:
        bot: whose updates.
        take_in: keeps them; given the same again, it must change nothing.
        caught_up: set once everything that happened before the start was taken in.

    Raises:
        TokenRefused: Telegram does not know the token any more.
    """
    waits = delays(longest=UNTIL_BACK)
    beyond: int | None = None
    has_webhook, in_conflict = True, False
    while True:
        try:
            if has_webhook:
                # As long as there is one, Telegram gives updates to nobody who asks.
                await ask(bot.delete_webhook())
                has_webhook = False
            # What only lets Telegram forget need not wait.
            patience = POLL if caught_up.is_set() and beyond is None else 0
            updates = await _updates(bot, beyond, patience)
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
            waits, in_conflict = delays(longest=UNTIL_BACK), False
            heard_from("telegram")
            beyond = updates[-1]["update_id"] + 1 if updates else None
            if len(updates) < BATCH:
                caught_up.set()


async def _updates(bot: Bot, beyond: int | None, patience: int) -> list[Json]:
    arguments: Json = {
        "limit": BATCH,
        "timeout": patience,
        "allowed_updates": WANTED,
    }
    if beyond is not None:
        arguments["offset"] = beyond
    # With `get_updates` one update that the library cannot read would hold up all others, for ever. The API
    # makes no difference between small and capital letters, and the library warns of names that it knows.
    call = bot.do_api_request("getupdates", api_kwargs=arguments, read_timeout=patience + LONGEST_CALL)
    updates: list[Json] = await ask(call)
    return updates


def _unless_expected(error: Exception) -> Exception | None:
    return None if error.__cause__ is not None else error
