"""Calls of the Bot API, and what becomes of one that fails."""

from collections.abc import Awaitable
from typing import TypeVar

from httpx import ConnectError, ConnectTimeout, PoolTimeout
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

from bot.delivery.delivery import ChannelClosed, ChannelUnavailable

Result = TypeVar("Result")

_NOT_REACHED = (ConnectError, ConnectTimeout, PoolTimeout)


class TokenRefused(ChannelClosed):
    """Telegram does not know the token, or not any more."""

    def __init__(self) -> None:
        super().__init__("Telegram refuses the token")


class NotSent(ChannelUnavailable):
    """Telegram did not do what was asked, and may when it is asked again."""


class Refused(Exception):
    """Telegram does not do what was asked, and will not when it is asked again.

    Attributes:
        reason: in Telegram's own words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Moved(Refused):
    """A group goes on under another id.

    Attributes:
        chat: the other id.
    """

    def __init__(self, chat: int) -> None:
        super().__init__(f"the group is {chat} now")
        self.chat = chat


async def ask(call: Awaitable[Result]) -> Result:
    """Wait for a call.

    Raises:
        ChannelUnavailable: Telegram cannot be reached or is in trouble; it may have done what was asked.
        NotSent: it did not: it was not reached, or wants less to be sent.
        Refused: it does not do what was asked; `Moved` where the group goes on under another id.
        TokenRefused: it does not know the token.
    """
    try:
        return await call
    except (EndPointNotFound, InvalidToken):
        # Their text and their cause can hold the token.
        raise TokenRefused from None
    except ChatMigrated as error:
        raise Moved(error.new_chat_id) from error
    except (BadRequest, Forbidden) as error:
        raise Refused(error.message) from error
    except RetryAfter as error:
        raise NotSent(error.message) from error
    except NetworkError as error:
        failure = NotSent if isinstance(error.__cause__, _NOT_REACHED) else ChannelUnavailable
        raise failure(error.message) from error
    except TelegramError as error:
        raise Refused(error.message) from error
