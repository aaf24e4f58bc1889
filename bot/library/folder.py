"""The files that admins added, made from the database: it says what they are, and they follow."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.library.version import version_of
from bot.storage.library import Library
from index.durable import replace_bytes, replace_text, sync

log = logging.getLogger(__name__)

_ABOUT = ".library.json"


class Kept(BaseModel):
    """What is kept of a file besides its bytes.

    Attributes:
        added_at: when it was added.
        url: where it was fetched, or ``""``.
    """

    model_config = ConfigDict(frozen=True)

    added_at: datetime
    url: str


class AboutLibrary(BaseModel):
    """What the folder says of itself, for whoever reads it without the database.

    Attributes:
        files: those that admins added, by name.
        withdrawn: names of the documents that nobody is to be shown any more, wherever they come from.
    """

    model_config = ConfigDict(frozen=True)

    files: dict[str, Kept] = {}
    withdrawn: frozenset[str] = frozenset()

    @property
    def versions(self) -> Mapping[str, str]:
        """The version of each file that admins added, by its name."""
        return {name: version_of(kept.added_at) for name, kept in self.files.items()}


def about_library(folder: Path) -> AboutLibrary:
    """Read what the folder says of itself; nothing where it was not made yet."""
    try:
        return AboutLibrary.model_validate_json((folder / _ABOUT).read_bytes())
    except (OSError, ValidationError):
        return AboutLibrary()


async def keep_library(folder: Path, library: Library) -> None:
    """Make a folder hold what admins added, each file written whole or not at all.

    What is there already stays untouched, and so does what somebody else put there.

    Args:
        folder: made when missing.
        library: says what was added and withdrawn.
    """
    added = {one.name: Kept(added_at=one.added_at, url=one.url) for one in await library.added()}
    wanted = {name: kept for name, kept in added.items() if _fits(name)}
    withdrawn = frozenset(name for name, terms in (await library.terms()).items() if terms.withdrawn)
    before = await asyncio.to_thread(about_library, folder)
    for name, kept in wanted.items():
        path = folder / name
        if before.files.get(name) == kept and await asyncio.to_thread(path.exists):
            continue
        content = await library.content(name)
        if content is not None:
            await asyncio.to_thread(_write, path, content)
    about = AboutLibrary(files=wanted, withdrawn=withdrawn)
    if about != before:
        await asyncio.to_thread(_finish, folder, about, before.files.keys() - wanted.keys())


def _fits(name: str) -> bool:
    """Whether a name stays within the folder, and is read there."""
    fits = Path(name).name == name and not name.startswith(".")
    if not fits:
        log.warning("a document of the library has a name that is no name of a file")
    return fits


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(path, content)


def _finish(folder: Path, about: AboutLibrary, gone: set[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    replace_text(folder / _ABOUT, about.model_dump_json())
    sync(folder)
