"""A backup is unpacked aside and compared with what it says of itself, before anything is done with it."""

import hashlib
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from bot.backup.manifest import (
    DATA,
    DATABASE,
    FORMAT,
    MANIFEST,
    Manifest,
    Part,
    read,
)
from bot.backup.refused import BackupDamaged, BackupNewer
from bot.storage.database import NEWEST_REVISION

_CHUNK = 2**20
_LARGEST_MANIFEST = 2**26
_NAME = re.compile(r"[A-Za-z0-9_%=+~@,:\-][A-Za-z0-9_%=+~@,:.\-]*")
"""Of a file or folder in the data folder; one that begins with a dot would be a way out, or hidden."""


def unpack(backup: Path, folder: Path) -> Manifest:
    """Unpack a backup, and see that it is whole.

    Args:
        backup: the file.
        folder: an empty one, on the disk where it is to be.

    Raises:
        BackupDamaged: it is not a backup, not whole, or leads outside of `folder`.
        BackupNewer: a newer version of the program made it.
        OSError: it cannot be read, or there is no room for it.
    """
    found: dict[str, Part] = {}
    manifest = None
    try:
        with tarfile.open(backup, "r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or manifest or member.name in found or not _is_allowed(member.name):
                    raise BackupDamaged(backup, member.name)
                if member.name == MANIFEST:
                    manifest = read(content.read(_LARGEST_MANIFEST))
                else:
                    found[member.name] = _unpack(member, content, folder)
    except (tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise BackupDamaged(backup) from error
    except OSError as error:
        # What gzip finds wrong has no number, what the system does has.
        if error.errno is None:
            raise BackupDamaged(backup) from error
        raise
    if manifest is None:
        raise BackupDamaged(backup, MANIFEST)
    _compare(backup, manifest, found)
    return manifest


def _compare(backup: Path, manifest: Manifest, found: Mapping[str, Part]) -> None:
    if manifest.format > FORMAT or manifest.revision > NEWEST_REVISION:
        raise BackupNewer(manifest.program)
    for name in sorted({DATABASE} | found.keys() | manifest.parts.keys()):
        if name not in found or found[name] != manifest.parts.get(name):
            raise BackupDamaged(backup, name)


def _is_allowed(name: str) -> bool:
    if name in {MANIFEST, DATABASE}:
        return True
    return name.startswith(DATA) and all(_NAME.fullmatch(part) for part in name.split("/"))


def _unpack(member: tarfile.TarInfo, content: IO[bytes], folder: Path) -> Part:
    path = folder / member.name
    for parent in reversed(path.relative_to(folder).parents):
        (folder / parent).mkdir(mode=0o700, exist_ok=True)
    digest = hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in _chunks(content):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Part(member.size, digest.hexdigest())


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):
        yield chunk
