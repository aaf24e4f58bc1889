"""Asking whoever sits at the terminal whether they are sure."""

import sys

from bot.conversation.choosing import chosen
from bot.messages import Choice
from bot.wording import library_cli as words

_SURE = Choice("ja", "ja")


def is_sure() -> bool:
    """Ask; whatever is no yes is no, and so is no answer."""
    sys.stderr.write(words.SURE)
    sys.stderr.flush()
    return chosen(sys.stdin.readline(), [_SURE]) is _SURE
