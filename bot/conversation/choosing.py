"""What somebody typed becomes what they chose: by number, by label, or by the word itself."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from bot.conversation.form import Step
from bot.messages import Choice
from index.words import words

# From the first of a row of spaces only: from each of them it takes as long as the row squared.
_SEPARATORS = re.compile(r"(?<!\s)\s*+(?:,|;|/|&|\+|\ben\b)\s*+", re.IGNORECASE)
_SHORTEST_PREFIX = 3
_SHORTEST_WITH_TYPO = 5
_SHORTEST_WITH_TWO_TYPOS = 10
_YES_NO = {
    "ja": {
        "j",
        "yes",
        "y",
        "graag",
        "prima",
        "ok",
        "oke",
        "klopt",
        "goed",
        "ja hoor",
        "ja graag",
        "doe maar",
    },
    "nee": {"n", "no", "liever niet", "nee dank je", "nee bedankt", "niet", "nope"},
}

_YES_OR_NO = tuple(Choice(word, word) for word in _YES_NO)


def chosen(text: str, choices: Sequence[Choice]) -> Choice | None:
    """Give the one choice that a message means; None when it means none, or more than one."""
    bare = " ".join(words(text))
    if bare.isdigit():
        # Compared as text: what somebody types may be too long a number, or in digits that are no decimals.
        return next((choice for number, choice in enumerate(choices, 1) if bare == str(number)), None)
    for choice in choices:
        if bare in _names(choice):
            return choice
    for nearly in (_begins, _typed_wrong):
        near = [choice for choice in choices if any(nearly(bare, name) for name in _names(choice))]
        if len(near) == 1:
            return near[0]
    return None


def yes_or_no(text: str) -> str | None:
    """Give ``ja`` or ``nee`` where a message says that and no more; None where it does not."""
    picked = None if _is_number(text) else chosen(text, _YES_OR_NO)
    return picked.value if picked else None


def means_last_shown(text: str) -> bool:
    """Whether a message is a number, or a yes or no: only what was shown last tells what it means."""
    return _is_number(text) or yes_or_no(text) is not None


def answer_to(step: Step, text: str) -> str | None:
    """Give the answer that a message is to a step; None when it is none of the choices.

    Several choices are joined by a comma. Own words count where the step takes them after ``anders``,
    and, for several choices, where one of these is among the words.
    """
    if not step.choices:
        return text
    found = chosen(text, step.choices)
    if found:
        return found.value
    if step.several:
        parts = [chosen(part, step.choices) for part in _SEPARATORS.split(text) if part]
        if parts and all(parts):
            return ", ".join(dict.fromkeys(part.value for part in parts if part))
        if any(choice.value in words(text) for choice in step.choices):
            return text
    if step.own_words and words(text)[:1] == ["anders"]:
        return "anders: " + re.sub(r"\W*anders\W*", "", text, count=1, flags=re.IGNORECASE)
    return None


def _is_number(text: str) -> bool:
    return " ".join(words(text)).isdigit()


def _names(choice: Choice) -> set[str]:
    value, label = " ".join(words(choice.value)), " ".join(words(choice.label))
    return {value, label} | _YES_NO.get(value, set())


def _begins(bare: str, name: str) -> bool:
    return len(bare) >= _SHORTEST_PREFIX and name.startswith(bare)


def _typed_wrong(bare: str, name: str) -> bool:
    most = 2 if len(bare) >= _SHORTEST_WITH_TWO_TYPOS else 1
    return len(bare) >= _SHORTEST_WITH_TYPO and OSA.distance(bare, name, score_cutoff=most) <= most
