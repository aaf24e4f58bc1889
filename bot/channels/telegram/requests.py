"""Calls of the Bot API, and what becomes of one that fails."""

from collections.abc import Awaitable
from typing import TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.delivery import ChannelClosed, ChannelUnavailable

Result = TypeVar("Result")


class TokenRefused(ChannelClosed):
    """Telegram does not know the token, or not any more."""

    def __init__(self) -> None:
        super().__init__("Telegram refuses the token")


class Refused(Exception):
    """Telegram does not do what was asked, and will not when it is asked again.

    Attributes:
        reason: in Telegram's own words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def ask(call: Awaitable[Result]) -> Result:
    """Wait for a call.

    Raises:
        ChannelUnavailable: Telegram cannot be reached, is in trouble, or wants less to be sent.
        Refused: it does not do what was asked.
        TokenRefused: it does not know the token.
    """
    try:
        return await call
    except (EndPointNotFound, InvalidToken):
        # Their text and their cause can hold the token.
        raise TokenRefused from None
    except (BadRequest, ChatMigrated, Forbidden) as error:
        raise Refused(error.message) from error
    except RetryAfter as error:
        raise ChannelUnavailable(error.message) from error
    except NetworkError as error:
        raise ChannelUnavailable(error.message) from error
    except TelegramError as error:
        raise Refused(error.message) from error
