"""A webhook: Telegram brings updates, and brings again what was not answered with 200."""

import asyncio
import logging
import secrets
from typing import NoReturn

from aiohttp import web
from telegram import Bot

from bot.backoff import delays
from bot.channels.telegram.account import Webhook
from bot.channels.telegram.pseudonyms import pseudonym
from bot.channels.telegram.reading import TakeIn
from bot.channels.telegram.requests import Refused, ask
from bot.channels.telegram.updates import WANTED
from bot.delivery.delivery import ChannelUnavailable
from bot.observability.contact import listens
from bot.storage.transaction import DatabaseRefuses

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


async def listen(bot: Bot, webhook: Webhook, take_in: TakeIn, ready: asyncio.Event) -> NoReturn:
    """Take updates in until cancelled; 200 is answered only after that.

    The secret by which Telegram is known is the same in every process that listens: Telegram knows one.

    Args:
        bot: whose updates.
        webhook: where they come.
        take_in: keeps them; given the same again, it must change nothing.
        ready: set once Telegram brings what happens.

    Raises:
        OSError: the port cannot be listened on.
        TokenRefused: Telegram does not know the token.
    """
    secret = pseudonym(bot.token, "webhook", webhook.url)

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(errors="replace"), secret.encode()):
            return web.Response(status=403)
        try:
            await take_in([await request.json()])
        except (ChannelUnavailable, DatabaseRefuses) as error:
            log.warning("an update cannot be taken in (%s); Telegram will bring it again", error)
            return web.Response(status=503)
        except Exception:
            log.exception("an update cannot be taken in; Telegram will bring it again")
            return web.Response(status=503)
        return web.Response()

    app = web.Application()
    app.router.add_post("/{path:.*}", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, port=webhook.port).start()
        await _announce(bot, webhook.url, secret)
        log.info("listening on port %d", webhook.port)
        listens("telegram")
        ready.set()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
    raise AssertionError("nothing sets the event")


async def _announce(bot: Bot, url: str, secret: str) -> None:
    for delay in delays():
        try:
            await ask(bot.set_webhook(url, allowed_updates=WANTED, secret_token=secret))
        except (ChannelUnavailable, Refused) as error:
            log.warning("the webhook is not set (%s); trying again in %.1f s", error, delay)
        else:
            return
        await asyncio.sleep(delay)
