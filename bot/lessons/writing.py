"""What a lesson has to be like."""

from enum import StrEnum

from index.words import words
from knowledge.sentences import split_sentences

LONGEST = 600
"""Characters."""

MOST_SENTENCES = 4
"""Two are asked for; a third and a fourth do no harm."""

FEWEST_WORDS = 5


class Unfit(StrEnum):
    """What is wrong with a lesson."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


def unfit(text: str) -> Unfit | None:
    """Say what is wrong with a lesson; None where nothing is."""
    if len(words(text)) < FEWEST_WORDS:
        return Unfit.TOO_SHORT
    if len(text) > LONGEST or len(split_sentences(text)) > MOST_SENTENCES:
        return Unfit.TOO_LONG
    return None
