"""What can be done next, offered with a reply: who types the number or the words of it, has chosen it too."""

import json
from collections.abc import Sequence

from bot.conversation.choosing import chosen, yes_or_no
from bot.memory import Awaiting, Doubt
from bot.messages import Choice

_SIGNS = ("/", "!")
_SURE = " ja"


def offering(choices: Sequence[Choice]) -> Awaiting | None:
    """Wait for one of these commands to be chosen; None where there are none."""
    if not choices:
        return None
    return Awaiting(Doubt.WHAT_NEXT, json.dumps([[choice.label, choice.value] for choice in choices]))


def meant_with(text: str, awaited: Awaiting | None) -> str:
    """Give the command that a message chooses; the message itself where it chooses none."""
    if awaited is None or awaited.doubt is not Doubt.WHAT_NEXT:
        return text
    # What is typed as a command is that one, and not the longer or other one that it looks like.
    if text.lstrip()[:1] in _SIGNS:
        return text
    choices = [Choice(label, value) for label, value in json.loads(awaited.message)]
    picked = chosen(text, choices) or _sure_or_not(text, choices)
    return picked.value if picked else text


def _sure_or_not(text: str, choices: Sequence[Choice]) -> Choice | None:
    """Give the choice that a yes or no is, where one of these does what was asked about, and says so."""
    said = yes_or_no(text)
    sure = [choice for choice in choices if choice.value.endswith(_SURE)]
    if said is None or len(sure) != 1:
        return None
    if said == _SURE.strip():
        return sure[0]
    others = [choice for choice in choices if choice not in sure]
    return others[0] if len(others) == 1 else None
