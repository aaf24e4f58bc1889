"""Which generation of an index serves: a new one, or one from before; and which are kept."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.durable import replace_text, sync, sync_tree
from index.generations import (
    CURRENT,
    HELD,
    MANIFEST,
    Generation,
    Manifest,
    NoIndexError,
    WrongModelError,
    current_generation,
    folder_of,
    generation_of,
    is_held,
    numbers,
    sizes,
)
from index.lock import locked

_LOCK, _BUILDING = "lock", "building"


@dataclass(frozen=True, slots=True)
class Keeping:
    """Which generations are kept; the one that serves and the newest one always are.

    Attributes:
        count: how many, the newest.
        age: since one last served; None for however long.
    """

    count: int = 2
    age: timedelta | None = None


@contextmanager
def builder(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder to build the next generation in, to one process at a time.

    Whatever an earlier build left behind is removed first, and this folder is removed at the end
    unless `commit` made it a generation.

    Raises:
        LockedError: another process is building.
    """
    with locked(index_dir / _LOCK, wait=False):
        folder = index_dir / _BUILDING
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def candidate(index_dir: Path, manifest: Manifest) -> Generation:
    """Give what stands in the building folder, to try it before it serves; only inside `builder`."""
    return Generation(_next(index_dir), index_dir / _BUILDING, manifest)


def commit(index_dir: Path, manifest: Manifest) -> Generation:
    """Make what stands in the building folder the current generation; only inside `builder`.

    Readers of the generation before keep it. Nothing holds the index any more.
    """
    building, number = index_dir / _BUILDING, _next(index_dir)
    folder = folder_of(index_dir, number)
    manifest = replace(manifest, files=sizes(building))
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (building / MANIFEST).write_text(text + "\n", encoding="utf-8")
    sync_tree(building)
    building.rename(folder)
    sync(index_dir)
    _serve(index_dir, number)
    release(index_dir)
    return Generation(number, folder, manifest)


def go_back(index_dir: Path, number: int, model: str) -> Generation:
    """Make a generation from before the current one again, and hold it there.

    Args:
        index_dir: the index.
        number: of the generation.
        model: name of the embedder that questions are embedded with.

    Raises:
        NoGenerationError: there is none of that number, or not one that this version reads.
        WrongModelError: another model made it.
        LockedError: another process changes the index.
    """
    with locked(index_dir / _LOCK, wait=False):
        generation = generation_of(index_dir, number)
        if generation.manifest.model != model:
            raise WrongModelError(index_dir, generation.manifest.model, model)
        # First this: what serves then is at worst held without need.
        replace_text(index_dir / HELD, f"{number}\n")
        _serve(index_dir, number)
    return generation


def release(index_dir: Path) -> None:
    """Let the index follow the documents again; only inside `builder`."""
    if is_held(index_dir):
        (index_dir / HELD).unlink(missing_ok=True)
        sync(index_dir)


def remove_old(index_dir: Path, keeping: Keeping, now: datetime) -> tuple[int, ...]:
    """Remove the generations that need not be kept; who has one open keeps it.

    Returns:
        Their numbers.

    Raises:
        LockedError: another process changes the index.
        NoIndexError: none serves.
    """
    with locked(index_dir / _LOCK, wait=False):
        serving = current_generation(index_dir).number
        newest_first = sorted(numbers(index_dir), reverse=True)
        others = [number for number in newest_first if number != serving]
        old = [
            number
            for rank, number in enumerate(others, 1)
            # The newest gives the next its number: no two generations ever share one.
            if number != newest_first[0]
            and (rank >= keeping.count or _is_aged(folder_of(index_dir, number), keeping.age, now))
        ]
        for number in old:
            shutil.rmtree(folder_of(index_dir, number), ignore_errors=True)
    return tuple(old)


def _serve(index_dir: Path, number: int) -> None:
    for switched in {number, *_serving(index_dir)}:
        with suppress(FileNotFoundError):
            os.utime(folder_of(index_dir, switched))
    replace_text(index_dir / CURRENT, f"{number}\n")


def _serving(index_dir: Path) -> list[int]:
    try:
        return [current_generation(index_dir).number]
    except NoIndexError:
        return []


def _is_aged(folder: Path, age: timedelta | None, now: datetime) -> bool:
    return age is not None and now - datetime.fromtimestamp(folder.stat().st_mtime, UTC) > age


def _next(index_dir: Path) -> int:
    return max(numbers(index_dir), default=0) + 1
