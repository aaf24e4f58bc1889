"""How long to wait before trying again."""

from collections.abc import Iterator
from random import SystemRandom

_random = SystemRandom()

UNTIL_BACK = 5.0
"""Longest wait, in seconds, for a server that people wait for: it is back no longer than that unnoticed."""


def delays(first: float = 0.5, longest: float = 60.0) -> Iterator[float]:
    """Give waits in seconds, each about twice the one before, without end.

    Half of every wait is left to chance, so that programs that lost a server together do not
    all come back to it together ("equal jitter", https://aws.amazon.com/builders-library/
    timeouts-retries-and-backoff-with-jitter).

    Args:
        first: upper bound of the first wait.
        longest: upper bound of every wait.
    """
    bound = min(first, longest)
    while True:
        yield _random.uniform(bound / 2, bound)
        bound = min(bound * 2, longest)
