"""Generations of an index on disk: built aside, made current in one atomic step, never changed after.

index_dir/
  CURRENT      number of the generation that serves; replaced by rename
  lock         held by the process that builds
  000007/      a complete generation, with its manifest.json
  building/    a generation in the making, or what a crash left of one
```
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from index.durable import replace_text, sync, sync_tree
from index.lock import locked

FORMAT = 1
"""Raise when files of a generation change their meaning: older generations are then built anew."""

_KEPT = 2
_CURRENT, _MANIFEST, _BUILDING = "CURRENT", "manifest.json", "building"


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
        number = int((index_dir / _CURRENT).read_text(encoding="ascii"))
    except FileNotFoundError:
        raise NoIndexError(index_dir, "missing") from None
    except ValueError:
        raise NoIndexError(index_dir, "damaged") from None
    folder = index_dir / f"{number:06}"
    try:
        stored = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise NoIndexError(index_dir, "outdated")
        manifest = Manifest(**stored)
    except (OSError, ValueError, KeyError, TypeError):
        raise NoIndexError(index_dir, "damaged") from None
    if _sizes(folder) != manifest.files:
        raise NoIndexError(index_dir, "damaged")
    return Generation(number, folder, manifest)


@contextmanager
def builder(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder to build the next generation in, to one process at a time.

    Whatever an earlier build left behind is removed first, and this folder is removed at the end
    unless `commit` made it a generation.

    Raises:
        LockedError: another process is building.
    """
    with locked(index_dir / "lock", wait=False):
        folder = index_dir / _BUILDING
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def commit(index_dir: Path, manifest: Manifest) -> Generation:
    """Make what stands in the building folder the current generation; only inside `builder`.

    Readers of the generation before keep it; older ones are removed.
    """
    building = index_dir / _BUILDING
    number = max(_numbers(index_dir), default=0) + 1
    folder = index_dir / f"{number:06}"
    manifest = replace(manifest, files=_sizes(building))
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (building / _MANIFEST).write_text(text + "\n", encoding="utf-8")
    sync_tree(building)
    building.rename(folder)
    sync(index_dir)
    replace_text(index_dir / _CURRENT, f"{number}\n")
    for old in sorted(_numbers(index_dir))[:-_KEPT]:
        shutil.rmtree(index_dir / f"{old:06}", ignore_errors=True)
    return Generation(number, folder, manifest)


def _numbers(index_dir: Path) -> list[int]:
    return [int(path.name) for path in index_dir.iterdir() if path.name.isdecimal() and path.is_dir()]


def _sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of all files of a generation but its manifest: a cheap check that it is whole."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _MANIFEST
    }
