"""The file that a backup is: a tar archive, compressed, of which each file is hashed while it is written."""

import gzip
import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from bot.backup.manifest import MANIFEST, Manifest, Part, written

_LEVEL = 6
_PRIVATE = 0o600


class Archive:
    """A backup in the making."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._parts: dict[str, Part] = {}

    def add(self, name: str, content: bytes) -> None:
        """Add a file with this content."""
        self._add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, file: BinaryIO) -> None:
        """Add a file that nobody changes."""
        self._add(name, file, os.fstat(file.fileno()).st_size)

    def finish(self, manifest: Manifest) -> Manifest:
        """Add what the backup says of itself, with all that is in it; give that."""
        complete = replace(manifest, parts=self._parts)
        content = written(complete)
        self._tar.addfile(_member(MANIFEST, len(content)), io.BytesIO(content))
        return complete

    def _add(self, name: str, file: BinaryIO, size: int) -> None:
        hashed = _Hashed(file)
        self._tar.addfile(_member(name, size), hashed)
        self._parts[name] = Part(size, hashed.hexdigest)


@contextmanager
def new_archive(path: Path) -> Iterator[Archive]:
    """Make an archive that only its owner may read, and that is on the disk when the block ends.

    Raises:
        OSError: it cannot be written, say because the disk is full.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
        with (
            gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=_LEVEL) as packed,
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        ):
            yield Archive(tar)
        file.flush()
        os.fsync(file.fileno())


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._file.read(size)
        self._hash.update(chunk)
        return chunk

    @property
    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, _PRIVATE
    return member
