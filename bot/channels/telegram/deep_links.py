"""Links that open a conversation of two, at a command: ``t.me/name?start=melden``.

A link in a group also leads to what was said there: ``t.me/name?start=melden-key``.
"""

import re
from dataclasses import dataclass

from telegram import InlineKeyboardButton

from bot.commands.command import Name, read_command
from bot.wording import telegram as words

_START = re.compile(r"/start(?:@\S+)?(?:\s+(?P<command>\w+)(?:-(?P<key>[\w-]+))?)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Start:
    """What somebody starts a conversation of two with.

    Attributes:
        command: that is given with it.
        key: of what they said in a group, or ``""``.
    """

    command: str
    key: str = ""


def deep_link(username: str, text: str, key: str) -> InlineKeyboardButton:
    """Give the button that leads from a group to a conversation of two.

    Args:
        username: of the assistant.
        text: what was said in the group.
        key: under which that is kept.
    """
    command = read_command(text)
    name = (command and command.name) or Name.REPORT
    return InlineKeyboardButton(
        words.CONTINUE_DIRECTLY, url=f"https://t.me/{username}?start={name.value}-{key}"
    )


def read_start(text: str) -> Start | None:
    """Read what somebody starts with, by a link or without; None where they do not start."""
    found = _START.fullmatch(text)
    if found is None:
        return None
    command = (found["command"] or "").lower()
    known = command in {name.value for name in Name}
    return Start(f"/{command}" if known else "/start", found["key"] or "")
