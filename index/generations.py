"""Generations of an index: each is complete, and never changed after it was made.

What holds them, and makes them: `index.backend`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

FORMAT = 1
"""Raise when what is kept of a generation changes its meaning: older generations are then built anew."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of and by.

    Attributes:
        format: version of the meaning of what is kept.
        model: name of the embedder.
        dimensions: length of a vector.
        created: when, ISO 8601 in UTC.
        settings: what else shaped the passages.
        documents: hash of each document's contents by its name.
        passages: how many.
        lines: how many sentences and list items in all passages together.
        files: size in bytes of each of its files or tables; filled in when it comes to serve.
        measured: what was counted before it came to serve, by name, such as questions that went right.
        versions: which version of a document it holds, by name, of those of which that was said.
    """

    format: int
    model: str
    dimensions: int
    created: str
    settings: Mapping[str, int | str]
    documents: Mapping[str, str]
    passages: int
    lines: int
    files: Mapping[str, int] = field(default_factory=dict)
    measured: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete generation."""

    number: int
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Keeping:
    """Which generations are kept; the one that serves and the newest one always are.

    Attributes:
        count: how many, the newest.
        age: since one last served; None for however long.
    """

    count: int = 2
    age: timedelta | None = None

    def old(
        self, newest_first: Sequence[int], serving: int, switched: Callable[[int], datetime], now: datetime
    ) -> list[int]:
        """Give the numbers of the generations that need not be kept, newest first.

        Args:
            newest_first: of all generations.
            serving: of the one that serves.
            switched: says of a number when that generation last came or ceased to serve.
            now: the moment from which the age is counted.
        """
        others = [number for number in newest_first if number != serving]
        return [
            number
            for rank, number in enumerate(others, 1)
            # The newest gives the next its number: no two generations ever share one.
            if number != newest_first[0]
            and (rank >= self.count or (self.age is not None and now - switched(number) > self.age))
        ]


class NoIndexError(Exception):
    """There is no index here that this version can read; building one helps.

    Attributes:
        place: where it was looked for: a folder, or the address of a database.
        reason: ``"missing"``, ``"outdated"`` (made by another version) or ``"damaged"``.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"no usable index in {place}: {reason}")
        self.place = place
        self.reason = reason


class NoGenerationError(Exception):
    """There is no generation of this number that this version can read.

    Attributes:
        place: where it was looked for.
        number: the number.
    """

    def __init__(self, place: str, number: int) -> None:
        super().__init__(f"no usable generation {number} in {place}")
        self.place = place
        self.number = number


class WrongModelError(Exception):
    """The index was made by another embedding model than the one it is opened with.

    Attributes:
        place: where the index is.
        made_by: name of the model that made it.
        opened_with: name of the model that is in use.
    """

    def __init__(self, place: str, made_by: str, opened_with: str) -> None:
        super().__init__(f"the index in {place} was made by {made_by}, not by {opened_with}")
        self.place = place
        self.made_by = made_by
        self.opened_with = opened_with


class IndexUnavailable(Exception):
    """The database that the index is in does not do what was asked; trying again may help.

    Attributes:
        place: address of the database, without password.
        reason: what it said.
        lacks_extension: it has no pgvector, and whoever asked may not add it.
    """

    def __init__(self, place: str, reason: str, *, lacks_extension: bool = False) -> None:
        super().__init__(f"the index in {place} cannot be used: {reason}")
        self.place = place
        self.reason = reason
        self.lacks_extension = lacks_extension
