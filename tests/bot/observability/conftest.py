"""A Bot API server, for the program to be served on."""

from tests.bot.channels.telegram.conftest import api

__all__ = ["api"]
