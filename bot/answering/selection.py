"""Which lines of a passage answer: those nearest to the question, at most about eighty words, or a list."""

import re
from collections.abc import Sequence

from index.letter_runs import letter_runs
from knowledge.passage import Line, Role

MOST_WORDS = 85
MOST_WORDS_OF_LIST = 150
"""Where a list is asked for: a part of it is not what was asked."""
SHARED_WORDS = 0.15
"""What sharing all words with the question is worth, in cosine; 0 to 0.15 tried on the tuning questions."""

_ASKS_FOR_LIST = re.compile(
    r"\b(welke|noem|opsomm\w*|lijst\w*|rijtje|wat zijn|which|list|name|what are)\b", re.IGNORECASE
)
_OPENS_WITH_POINTER = re.compile(r"(zij|ze|hij|hun|dit|dat|deze|die|daar\w*|hier\w+)\b", re.IGNORECASE)


def select_lines(question: str, lines: Sequence[Line], cosines: Sequence[float]) -> list[int]:
    """Choose the lines to show.

    A list that is asked for comes whole. An item never comes without the sentence that introduces its list,
    nor a sentence that opens with a word for something said before without the sentence before it, where
    that fits.

    Args:
        question: what was asked.
        lines: of a passage, in reading order; at least one.
        cosines: how near each line is to the question.

    Returns:
        Positions of the chosen lines, in reading order.
    """
    asked = set(letter_runs(question))
    fit = [
        cosine + SHARED_WORDS * len(asked & set(letter_runs(line.text))) / (len(asked) or 1)
        for line, cosine in zip(lines, cosines, strict=True)
    ]
    nearest = sorted(range(len(lines)), key=lambda index: -fit[index])
    chosen = _asked_list(question, lines, nearest[0])
    for index in nearest:
        alone = chosen | {index} | _lead_of(lines, index)
        understood = alone | _meant_by(lines, min(alone - chosen, default=index))
        for wanted in (understood, alone):
            if not chosen or _words(lines, wanted) <= MOST_WORDS:
                chosen = wanted
                break
    return sorted(chosen)


def _asked_list(question: str, lines: Sequence[Line], best: int) -> set[int]:
    """The whole list that the best line stands in, where a list is asked for and it is not too long."""
    (lead,) = _lead_of(lines, best)
    end = lead + 1
    while end < len(lines) and lines[end].role is not Role.SENTENCE:
        end += 1
    whole = set(range(lead, end))
    is_wanted = _ASKS_FOR_LIST.search(question) and len(whole) > 1
    return whole if is_wanted and _words(lines, whole) <= MOST_WORDS_OF_LIST else set()


def _lead_of(lines: Sequence[Line], index: int) -> set[int]:
    """The sentence that introduces the list that a line is an item of."""
    lead = index
    while lead > 0 and lines[lead].role is not Role.SENTENCE:
        lead -= 1
    return {lead}


def _meant_by(lines: Sequence[Line], index: int) -> set[int]:
    """The sentence before one that opens with "zij", "dit" or the like."""
    return {index - 1} if index and _OPENS_WITH_POINTER.match(lines[index].text) else set()


def _words(lines: Sequence[Line], chosen: set[int]) -> int:
    return sum(len(lines[index].text.split()) for index in chosen)
