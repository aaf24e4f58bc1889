"""Choices as buttons below a reply.

A button holds the place of its choice and no more, so it fits in the 64 bytes that Telegram allows; what the
choice is stands with the reply that was kept, also after a restart.
"""

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messages import Incoming, Reply
from bot.rendering.telegram_html import shortened

PRESSED = "press "
"""Begins the event of a press; the id of the callback query follows."""

LONGEST_LABEL = 64
"""UTF-16 units; a phone shows about half as many, and the whole label is in the text."""

_DATA = re.compile(r"choice (\d{1,3})")


def keyboard_of(reply: Reply, link: InlineKeyboardButton | None = None) -> InlineKeyboardMarkup | None:
    """Give the buttons of a reply, one in a row; None where it has none.

    Args:
        reply: what is said.
        link: leads to a conversation of two, where the reply says that it goes on there.
    """
    rows = [
        [InlineKeyboardButton(shortened(choice.label, LONGEST_LABEL), callback_data=f"choice {number}")]
        for number, choice in enumerate(reply.choices)
    ]
    if reply.continues_directly and link:
        rows.append([link])
    return InlineKeyboardMarkup(rows) if rows else None


def read_button(data: str | None) -> int | None:
    """Give the place, from 0, of the choice that a button stands for; None where it is no button of ours."""
    found = _DATA.fullmatch(data or "")
    return int(found[1]) if found else None


def query_of(incoming: Incoming) -> str | None:
    """Give the id of the callback query that a press is; None where a message is no press."""
    is_press = incoming.event.startswith(PRESSED)
    return incoming.event.removeprefix(PRESSED) if is_press else None
