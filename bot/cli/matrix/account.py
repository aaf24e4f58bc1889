"""The Matrix account of the settings, and its password where that is asked for."""

import getpass
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace

from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import LoginRefused
from bot.channels.matrix.password_asked import PasswordRefused
from bot.channels.matrix.requests import SessionRevoked
from bot.settings import MatrixSettings, Settings, load_settings
from bot.wording import matrix_cli as words

_WANTS_PASSWORD = {"NO_CREDENTIALS", "NO_PASSWORD", "M_UNKNOWN_TOKEN"}


class NoMatrixAccount(Exception):
    """The settings name no Matrix account."""


def account_of(settings: Settings, matrix: MatrixSettings) -> MatrixAccount:
    """Give the account that is set."""
    return MatrixAccount(
        homeserver=matrix.homeserver,
        user_id=matrix.user_id,
        password=matrix.password,
        access_token=matrix.access_token,
        device_id=matrix.device_id,
        pickle_key=matrix.pickle_key,
        data_dir=settings.data_dir,
    )


def account_that_is_set() -> MatrixAccount:
    """Give the account of the settings.

    Raises:
        NoMatrixAccount: there is none.
        SettingsInvalid: a value cannot be used.
    """
    # What matrix-nio logs about an answer, the error says too.
    logging.getLogger("nio").setLevel(logging.CRITICAL)
    settings = load_settings()
    if settings.matrix is None:
        raise NoMatrixAccount
    return account_of(settings, settings.matrix)


async def with_password_if_needed(
    action: Callable[[MatrixAccount], Awaitable[str]], account: MatrixAccount
) -> str:
    """Do something with an account; where that takes a password that is not set, ask for it first.

    It is asked for once, and kept nowhere.
    """
    try:
        return await action(account)
    except (LoginRefused, PasswordRefused, SessionRevoked) as refusal:
        if account.password is not None or refusal.code not in _WANTS_PASSWORD:
            raise
    return await action(replace(account, password=_ask_password(account.user_id)))


def _ask_password(user_id: str) -> SecretStr:
    if sys.stdin.isatty():
        return SecretStr(getpass.getpass(words.ASK.format(user=user_id)))
    return SecretStr(sys.stdin.readline().rstrip("\n"))
