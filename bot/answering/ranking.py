"""The order of passages for a question: mostly by meaning, a little by shared words."""

from collections.abc import Sequence

from index.search import Hit

SHARED_WORDS = 0.03
"""What sharing the most words is worth, in cosine; 0 to 0.08 tried, flat between 0.02 and 0.04."""


def closeness(hit: Hit) -> float:
    """How near a passage is to the question: mean cosine of the passage and its nearest line."""
    return (hit.dense + max(hit.line_scores)) / 2


def ranked(hits: Sequence[Hit]) -> list[Hit]:
    """Put hits in order, best first."""
    most = max((hit.lexical for hit in hits), default=0.0) or 1.0
    return sorted(hits, key=lambda hit: -(closeness(hit) + SHARED_WORDS * hit.lexical / most))
