"""A list that is longer than one message: its pages, and how people go from one to another."""

import re
from collections.abc import Callable

from bot.commands.done import say
from bot.messages import Choice, Reply
from bot.wording import paging as words

PAGE = re.compile(r"\b(?:pagina|blz\.?)\s*(\d{1,4})\b", re.IGNORECASE)
"""How a page is asked for."""


def other_pages(page: int, *, is_last: bool, command: Callable[[int], str]) -> list[Choice]:
    """Offer the pages before and after one.

    Args:
        page: the one that is shown, from 1.
        is_last: there is none after it.
        command: gives what is typed for a page.
    """
    choices = []
    if page > 1:
        choices.append(Choice(words.PREVIOUS_PAGE, command(page - 1)))
    if not is_last:
        choices.append(Choice(words.NEXT_PAGE, command(page + 1)))
    return choices


def no_such_page(first: str) -> Reply:
    """Say that there are fewer pages.

    Args:
        first: what is typed for the first one.
    """
    return say(words.NO_SUCH_PAGE, (Choice(words.FIRST_PAGE, first),))
