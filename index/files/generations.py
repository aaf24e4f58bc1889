"""The generations of an index in a folder: which serves, which there are, and which are kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.durable import replace_text
from index.files.building import FileBuilding
from index.files.layout import (
    BUILDING,
    CURRENT,
    HELD,
    JOBS_LOCK,
    LOCK,
    STAMP,
    folder_of,
    numbers,
    read_generation,
)
from index.files.opened import FilesOpened
from index.generations import Generation, Keeping, NoGenerationError, NoIndexError, WrongModelError
from index.lock import locked


@dataclass(frozen=True, slots=True)
class FileGenerations:
    """An index in a folder; see `index.backend.Generations`.

    Attributes:
        folder: made when the first generation is.
    """

    folder: Path

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.folder)

    def serving(self) -> int:
        """Return the number of the generation that serves; 0 where none does."""
        try:
            return self.current().number
        except NoIndexError:
            return 0

    def current(self) -> Generation:
        """Return the generation that serves."""
        try:
            number = int((self.folder / CURRENT).read_text(encoding="ascii"))
        except FileNotFoundError:
            raise NoIndexError(self.place, "missing") from None
        except ValueError:
            raise NoIndexError(self.place, "damaged") from None
        return read_generation(self.folder, number)

    def all(self) -> tuple[Generation, ...]:
        """Return all generations that this version reads, newest first."""
        found = []
        for number in sorted(numbers(self.folder), reverse=True):
            with suppress(NoIndexError):
                found.append(read_generation(self.folder, number))
        return tuple(found)

    def is_held(self) -> bool:
        """Whether the generation that serves is to stay, whatever the documents do."""
        return (self.folder / HELD).exists()

    def open(self, generation: Generation) -> FilesOpened:
        """Open a generation; it is mapped into memory rather than read."""
        try:
            return FilesOpened(folder_of(self.folder, generation.number))
        except (OSError, ValueError, RuntimeError) as error:
            raise NoIndexError(self.place, "damaged") from error

    @contextmanager
    def builder(self) -> Iterator[FileBuilding]:
        """Let the next generation be made in a folder of its own, by one process at a time."""
        with locked(self.folder / LOCK, wait=False):
            folder = self.folder / BUILDING
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                yield FileBuilding(self.folder, max(numbers(self.folder), default=0) + 1, self._serve)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def go_back(self, number: int, model: str) -> Generation:
        """Make a generation from before the current one again, and hold it there."""
        with locked(self.folder / LOCK, wait=False):
            try:
                generation = read_generation(self.folder, number)
            except NoIndexError:
                raise NoGenerationError(self.place, number) from None
            if generation.manifest.model != model:
                raise WrongModelError(self.place, generation.manifest.model, model)
            # First this: what serves then is at worst held without need.
            replace_text(self.folder / HELD, f"{number}\n")
            self._serve(number)
        return generation

    def remove_old(self, keeping: Keeping, now: datetime) -> tuple[int, ...]:
        """Remove the generations that need not be kept; who has one open keeps it."""
        with locked(self.folder / LOCK, wait=False):
            serving = self.current().number
            newest_first = sorted(numbers(self.folder), reverse=True)
            old = keeping.old(newest_first, serving, self._switched, now)
            for number in old:
                shutil.rmtree(folder_of(self.folder, number), ignore_errors=True)
        return tuple(old)

    def working(self) -> AbstractContextManager[None]:
        """Let one process at a time see to what is to be done."""
        return locked(self.folder / JOBS_LOCK, wait=False)

    def read_stamp(self) -> str | None:
        """Return what `write_stamp` wrote last."""
        try:
            return (self.folder / STAMP).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    def write_stamp(self, stamp: str) -> None:
        """Keep what the maker of the index wants to remember of what it was made of."""
        replace_text(self.folder / STAMP, stamp)

    def _serve(self, number: int) -> None:
        for switched in {number, self.serving()}:
            with suppress(FileNotFoundError):
                os.utime(folder_of(self.folder, switched))
        replace_text(self.folder / CURRENT, f"{number}\n")

    def _switched(self, number: int) -> datetime:
        return datetime.fromtimestamp(folder_of(self.folder, number).stat().st_mtime, UTC)
