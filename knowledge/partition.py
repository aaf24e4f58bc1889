"""Dividing a row of weights into consecutive parts of about equal weight."""

from bisect import bisect_left
from collections.abc import Sequence


def partition(weights: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Divide a row into as few consecutive parts as fit, the heaviest of them as light as can be.

    This is the linear partition problem, solved by bisection on the weight that a part may have:
    filling parts one after another is optimal for a given limit.

    Args:
        weights: the row; a weight above ``most`` becomes a part of its own.
        most: most weight in a part.

    Returns:
        Half-open spans ``(first, end)`` that cover the row in order.

    Example:
        >>> partition([40, 40, 40, 10], most=120)
        [(0, 2), (2, 4)]
    """
    fewest = len(_fill(weights, most))
    limit = bisect_left(range(most), -fewest, lo=1, key=lambda limit: -len(_fill(weights, limit)))
    return _fill(weights, limit)


def _fill(weights: Sequence[int], limit: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    first = 0
    load = 0
    for index, weight in enumerate(weights):
        if index > first and load + weight > limit:
            spans.append((first, index))
            first, load = index, 0
        load += weight
    if weights:
        spans.append((first, len(weights)))
    return spans
