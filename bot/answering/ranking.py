"""The order of passages for a question: by meaning, a little by shared words, and newer before older."""

import re
from collections.abc import Sequence

from index.search import Hit

SHARED_WORDS = 0.03
"""What sharing the most words is worth, in cosine; 0 to 0.08 tried, flat between 0.02 and 0.04."""


AS_GOOD = 0.003
"""Differences in score below this say nothing: the date then decides."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def closeness(hit: Hit) -> float:
    """How near a passage is to the question: mean cosine of the passage and its nearest line."""
    return (hit.dense + max(hit.line_scores)) / 2


def ranked(hits: Sequence[Hit]) -> list[Hit]:
    """Put hits in order, best first; of those that are as good as the best, the newest comes first."""
    most = max((hit.lexical for hit in hits), default=0.0) or 1.0
    scores = [closeness(hit) + SHARED_WORDS * hit.lexical / most for hit in hits]
    order = sorted(range(len(hits)), key=lambda number: -scores[number])
    if order and (year := _year(hits[order[0]])):
        as_good = [number for number in order if scores[number] >= scores[order[0]] - AS_GOOD]
        newest = max(as_good, key=lambda number: _year(hits[number]) or year)
        order = [newest, *(number for number in order if number != newest)]
    return [hits[number] for number in order]


def _year(hit: Hit) -> int | None:
    year = _YEAR.search(hit.passage.source.date)
    return int(year[0]) if year else None
