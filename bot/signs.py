"""The signs that people react with: a thumb for whether something helped, a number for a choice."""

import re

NUMBERS = (*(f"{digit}\ufe0f\u20e3" for digit in "123456789"), "\U0001f51f")
"""The signs of one to ten, as they are sent; some clients leave out the variation selector."""

_SELECTOR = "\ufe0f"
_SKIN_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
_HELPFUL = {"\N{THUMBS UP SIGN}": True, "\N{THUMBS DOWN SIGN}": False}
_PLACES = {sign.replace(_SELECTOR, ""): place for place, sign in enumerate(NUMBERS)}


def opinion(sign: str) -> bool | None:
    """Whether a sign says that something helped; None where it says nothing of that."""
    return _HELPFUL.get(_SKIN_TONES.sub("", _bare(sign)))


def place(sign: str) -> int | None:
    """The place of a choice, from 0, that a sign stands for; None where it is no number."""
    return _PLACES.get(_bare(sign))


def _bare(sign: str) -> str:
    return sign.replace(_SELECTOR, "")
