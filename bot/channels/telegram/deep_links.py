"""Links that open a conversation of two, at a command: ``t.me/name?start=melden``."""

import re

from telegram import InlineKeyboardButton

from bot.commands.command import Name
from bot.wording import telegram as words

_START = re.compile(r"/start(?:@\S+)?(?:\s+(?P<command>\w+))?\s*", re.IGNORECASE)


def deep_link(username: str) -> InlineKeyboardButton:
    """Give the button that leads from a group to a report in a conversation of two."""
    return InlineKeyboardButton(
        words.CONTINUE_DIRECTLY, url=f"https://t.me/{username}?start={Name.REPORT.value}"
    )


def read_start(text: str) -> str | None:
    """Give the command that somebody starts with, by a link or without; None where they do not start."""
    found = _START.fullmatch(text)
    if found is None:
        return None
    command = (found["command"] or "").lower()
    return f"/{command}" if command in {name.value for name in Name} else "/start"
