"""What a backup says of itself: the last file in it, so that one that is cut off has none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

FORMAT = 1
"""Raise when what is in a backup changes its meaning."""

MANIFEST, DATABASE, DATA = "manifest.json", "database.db", "data/"
"""Names in a backup; of `DATA` comes what is in the data folder, under its name there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a backup: its size in bytes, and its hash."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is in a backup.

    Attributes:
        format: version of what it means.
        program: version of the program that made it.
        revision: up to which migration the database is.
        made_at: when.
        kind: of which kind the database was, such as ``postgresql``.
        rows: how many rows each table has.
        generation: number of the generation of the index; None where there is none in it.
        parts: all other files, by their name in the backup.
    """

    format: int
    program: str
    revision: str
    made_at: datetime
    kind: str
    rows: Mapping[str, int]
    generation: int | None
    parts: Mapping[str, Part] = field(default_factory=dict)


_manifest = TypeAdapter(Manifest)


def written(manifest: Manifest) -> bytes:
    """Write it."""
    return _manifest.dump_json(manifest, indent=1)


def read(content: bytes) -> Manifest:
    """Read it.

    Raises:
        ValidationError: it is none.
    """
    return _manifest.validate_json(content)
