"""Which lines of a passage answer: at most about eighty words around the best line."""

from collections.abc import Sequence

from knowledge.passage import Line, Role

MOST_WORDS = 80


def select_lines(lines: Sequence[Line], scores: Sequence[float]) -> tuple[Line, ...]:
    """Choose the lines to show.

    The best line comes with what it needs to be understood: an item with its whole list and the
    sentence that introduces it, a sentence with those that follow it.

    Args:
        lines: of a passage, in reading order; at least one.
        scores: how well each line fits the question.
    """
    best = max(range(len(lines)), key=lambda index: scores[index])
    first, last = _list_around(lines, best) if lines[best].role is not Role.SENTENCE else (best, best)
    if _words(lines[first : last + 1]) > MOST_WORDS:
        first = last = best
    while last + 1 < len(lines) and _words(lines[first : last + 2]) <= MOST_WORDS:
        last += 1
    while first > 0 and _words(lines[first - 1 : last + 1]) <= MOST_WORDS:
        first -= 1
    return tuple(lines[first : last + 1])


def _list_around(lines: Sequence[Line], index: int) -> tuple[int, int]:
    """The items of the list that an item is in, with the sentence before them."""
    first = last = index
    while first > 0 and lines[first].role is not Role.SENTENCE:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].role is not Role.SENTENCE:
        last += 1
    return first, last


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)
