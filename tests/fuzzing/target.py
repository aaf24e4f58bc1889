"""What is fuzzed: one parser of what others write, and what must hold of it for any bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Mutate = Callable[[bytes, Random], bytes]
"""Gives other bytes than those it got, that look like them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One parser.

    Attributes:
        samples: makes valid inputs, that all others come of.
        mutate: makes others of them, along the structure of the format.
        check: parses bytes; raises where that, or what comes of it, is not as it must be.
        runs: how many mutated inputs `make test` tries.
        is_native: it is C or C++ that parses, of which there is no coverage to be guided by.
    """

    samples: Callable[[], Sequence[bytes]]
    mutate: Mutate
    check: Callable[[bytes], None]
    runs: int = 80
    is_native: bool = False


class NotAsItMust(AssertionError):
    """What came of an input breaks what must hold of every one."""


def must(holds: bool, what: str) -> None:
    """Say what must hold; an assertion that stays also where Python leaves those out."""
    if not holds:
        raise NotAsItMust(what)
