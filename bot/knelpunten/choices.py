"""What somebody who reports may pick, where they are asked something else than a step."""

from collections.abc import Sequence

from bot.conversation.control import Control
from bot.knelpunten.draft import Purpose
from bot.knelpunten.form import FORMS
from bot.messages import Choice
from bot.wording import intake as words

YES, NO = Choice("Ja", "ja"), Choice("Nee", "nee")
ASIDE = Choice(words.CHOICE_ASIDE, "ja, dit is mijn antwoord")
DIFFERENT = Choice(words.CHOICE_DIFFERENT, "nee")
AT_SUMMARY = (
    Choice(words.CHOICE_SEND, Control.SEND),
    Choice(words.CHOICE_CHANGE, Control.CHANGE),
    Choice(words.CHOICE_STOP, Control.STOP),
)
AFTER_STOP = (
    Choice(words.CHOICE_STORE, Control.STORE),
    Choice(words.CHOICE_DISCARD, Control.DISCARD),
    Choice(words.CHOICE_GO_ON, Control.KEEP),
)
TO_RESUME = (
    Choice(words.CHOICE_RESUME, Control.KEEP),
    Choice(words.CHOICE_LATER, Control.STORE),
    Choice(words.CHOICE_AGAIN, Control.AGAIN),
    Choice(words.CHOICE_DISCARD, Control.DISCARD),
)


def fields_to_change(purpose: Purpose) -> tuple[Choice, ...]:
    """Every step of the form."""
    return tuple(Choice(words.LABELS[step.name], step.name) for step in FORMS[purpose].steps)


def look_alikes(numbers: Sequence[str]) -> tuple[Choice, ...]:
    """One of these, or none."""
    return (*(Choice(words.CHOICE_SAME.format(number=number), number) for number in numbers), DIFFERENT)
