"""Generations of an index on disk, to read: each is complete, and never changed after it was made.

```
index_dir/
  CURRENT      number of the generation that serves; replaced by rename
  HELD         is there as long as that generation is to stay, whatever the documents do
  lock         held by the process that changes any of this
  000007/      a complete generation, with its manifest.json; its time of change: when it last came or
               ceased to serve
  building/    a generation in the making, or what a crash left of one
```

What makes and changes them: `index.switching`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FORMAT = 1
"""Raise when files of a generation change their meaning: older generations are then built anew."""

CURRENT, HELD, MANIFEST = "CURRENT", "HELD", "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of and by.

    Attributes:
        format: version of the files' meaning.
        model: name of the embedder.
        dimensions: length of a vector.
        created: when, ISO 8601 in UTC.
        settings: what else shaped the passages.
        documents: hash of each document's contents by its name.
        passages: how many.
        lines: how many sentences and list items in all passages together.
        files: size in bytes of each of its files; filled in by `commit`.
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


class NoIndexError(Exception):
    """There is no index here that this version can read; building one helps.

    Attributes:
        index_dir: where it was looked for.
        reason: ``"missing"``, ``"outdated"`` (made by another version) or ``"damaged"``.
    """

    def __init__(self, index_dir: Path, reason: str) -> None:
        super().__init__(f"no usable index in {index_dir}: {reason}")
        self.index_dir = index_dir
        self.reason = reason


class NoGenerationError(Exception):
    """There is no generation of this number that this version can read.

    Attributes:
        index_dir: where it was looked for.
        number: the number.
    """

    def __init__(self, index_dir: Path, number: int) -> None:
        super().__init__(f"no usable generation {number} in {index_dir}")
        self.index_dir = index_dir
        self.number = number


class WrongModelError(Exception):
    """The index was made by another embedding model than the one it is opened with.

    Attributes:
        index_dir: the index.
        made_by: name of the model that made it.
        opened_with: name of the model that is in use.
    """

    def __init__(self, index_dir: Path, made_by: str, opened_with: str) -> None:
        super().__init__(f"the index in {index_dir} was made by {made_by}, not by {opened_with}")
        self.index_dir = index_dir
        self.made_by = made_by
        self.opened_with = opened_with


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete generation on disk."""

    number: int
    folder: Path
    manifest: Manifest


def current_generation(index_dir: Path) -> Generation:
    """Return the generation that serves.

    Raises:
        NoIndexError: there is none, or not one that this version reads.
    """
    try:
        number = int((index_dir / CURRENT).read_text(encoding="ascii"))
    except FileNotFoundError:
        raise NoIndexError(index_dir, "missing") from None
    except ValueError:
        raise NoIndexError(index_dir, "damaged") from None
    return _read(index_dir, number)


def generation_of(index_dir: Path, number: int) -> Generation:
    """Return the generation of this number.

    Raises:
        NoGenerationError: there is none, or not one that this version reads.
    """
    try:
        return _read(index_dir, number)
    except NoIndexError:
        raise NoGenerationError(index_dir, number) from None


def generations(index_dir: Path) -> tuple[Generation, ...]:
    """Return all generations that this version reads, newest first."""
    found = []
    for number in sorted(numbers(index_dir), reverse=True):
        try:
            found.append(_read(index_dir, number))
        except NoIndexError:
            continue
    return tuple(found)


def is_held(index_dir: Path) -> bool:
    """Whether the generation that serves is to stay, whatever the documents do."""
    return (index_dir / HELD).exists()


def numbers(index_dir: Path) -> list[int]:
    """Return the numbers of all generations, in no order."""
    if not index_dir.exists():
        return []
    return [int(path.name) for path in index_dir.iterdir() if path.name.isdecimal() and path.is_dir()]


def folder_of(index_dir: Path, number: int) -> Path:
    """Return where the generation of this number is."""
    return index_dir / f"{number:06}"


def sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of all files of a generation but its manifest: a cheap check that it is whole."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def _read(index_dir: Path, number: int) -> Generation:
    folder = folder_of(index_dir, number)
    try:
        stored = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise NoIndexError(index_dir, "outdated")
        manifest = Manifest(**stored)
        if sizes(folder) != manifest.files:
            raise NoIndexError(index_dir, "damaged")
    except (OSError, ValueError, KeyError, TypeError):
        raise NoIndexError(index_dir, "damaged") from None
    return Generation(number, folder, manifest)
