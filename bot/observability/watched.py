"""What is looked at when somebody asks for metrics or health."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.storage.health import DatabaseHealth
from bot.storage.index_jobs import IndexJobs
from index.generations import Manifest

LONGEST_LOOK = 1.0
"""Seconds that the database may take to answer."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at.

    Attributes:
        database: the database, and what waits in it.
        jobs: what is done to the index.
        serving: gives the generation that is answered from: its number, and what it was made of.
    """

    database: DatabaseHealth
    jobs: IndexJobs
    serving: Callable[[], tuple[int, Manifest]]
