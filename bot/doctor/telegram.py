"""The bot on Telegram: whether the token is good, and messages come as the settings say."""

from typing import Any

import aiohttp

from bot.doctor.finding import Finding, good, notice, wrong
from bot.settings import TelegramSettings
from bot.wording import doctor as words
from bot.wording.telegram import UNKNOWN_BOT

_NO_SUCH_BOT = {401, 404}


class _TokenWrong(Exception):
    """The server knows no bot with this token."""


async def check_telegram(telegram: TelegramSettings) -> list[Finding]:
    """Ask the Bot API who the bot is; of what goes wrong the address is not said, as it holds the token."""
    try:
        async with aiohttp.ClientSession() as session:
            me = await _ask(session, telegram, "getMe")
            hook = await _ask(session, telegram, "getWebhookInfo")
    except _TokenWrong:
        return [wrong(words.TELEGRAM, UNKNOWN_BOT)]
    except (aiohttp.ClientError, OSError, ValueError, TypeError, KeyError) as error:
        reason = type(error).__name__
        return [wrong(words.TELEGRAM, words.NO_TELEGRAM.format(api=telegram.api_url, reason=reason))]
    found = [good(words.TELEGRAM, words.TELEGRAM_IS.format(name=me.get("username", "?")))]
    there = hook.get("url", "")
    if there != (telegram.webhook_url or ""):
        found = [notice(words.TELEGRAM, words.OTHER_WEBHOOK.format(there=there or words.NONE))]
    elif hook.get("last_error_message") and hook.get("pending_update_count"):
        found = [notice(words.TELEGRAM, words.WEBHOOK_FAILS.format(reason=hook["last_error_message"]))]
    if not telegram.allowed_users and not telegram.allowed_groups:
        found.append(notice(words.TELEGRAM, words.NOBODY_ALLOWED))
    return found


async def _ask(session: aiohttp.ClientSession, telegram: TelegramSettings, method: str) -> dict[str, Any]:
    address = f"{telegram.api_url}/bot{telegram.token.get_secret_value()}/{method}"
    async with session.post(address) as response:
        if response.status in _NO_SUCH_BOT:
            raise _TokenWrong
        answer = await response.json(content_type=None)
        result: dict[str, Any] = answer["result"]
        return result
