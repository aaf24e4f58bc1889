"""`wegwijzer kenmerk`: how a message is called in the log."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from bot.observability.correlation import correlation_of, keep_secret_with
from bot.settings import load_settings
from bot.wording import cli as words

HELP = words.CORRELATION


class Channel(StrEnum):
    """Where messages are looked up by what they are called there."""

    MATRIX = "matrix"
    TELEGRAM = "telegram"


def print_correlation(
    channel: Annotated[Channel, typer.Argument(help=words.CORRELATION_CHANNEL, show_default=False)],
    event: Annotated[str, typer.Argument(help=words.CORRELATION_EVENT, show_default=False)],
) -> None:
    """Print the correlation id of a message."""
    telegram = load_settings().telegram
    if telegram is not None:
        keep_secret_with(telegram.token.get_secret_value())
    sys.stdout.write(f"{correlation_of(channel, event)}\n")
