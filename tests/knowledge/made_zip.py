"""Zip archives in which anything can be said of anything, as `zipfile` would never write them."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class Part:
    """An entry of an archive, with what its headers say.

    Attributes:
        name: as bytes, which may be no text.
        packed: the data as it lies in the archive.
        size: said to be its size once unpacked.
        checksum: said to be its checksum.
        method: said to be how it was packed.
        flags: 1 for encrypted, 0x800 for a name in UTF-8.
        mode: kind and permissions of the file, as on Linux.
    """

    name: bytes
    packed: bytes
    size: int
    checksum: int = 0
    method: int = DEFLATED
    flags: int = 0
    mode: int = 0


def part(name: str, data: bytes = b"tekst", **said: int) -> Part:
    """An honest entry, but for what is said of it."""
    honest = Part(name.encode(), deflated(data), len(data), zlib.crc32(data), flags=0x800)
    return replace(honest, **said)


def deflated(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-zlib.MAX_WBITS)


def bomb(name: str, size: int, *, said: int | None = None, unit: bytes = b" ") -> Part:
    """An entry that unpacks to a size, and never was in memory as a whole.

    Args:
        name: of the entry.
        size: in bytes; rounded up to a whole MB.
        said: what the headers say of its size.
        unit: what it is full of.
    """
    return Part(name.encode(), endless(size, unit), size if said is None else said)


def endless(size: int, unit: bytes = b" ") -> bytes:
    """Deflated data: one packed block, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    chunk = unit * (2**20 // len(unit))
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * -(-size // len(chunk)) + packer.flush()


def made_zip(parts: Iterable[Part]) -> bytes:
    file, listed, count = b"", b"", 0
    for one in parts:
        said = struct.pack(
            "<HHHHHIIIHH",
            *(20, one.flags, one.method, 0, 0x5B76),
            *(one.checksum, len(one.packed), one.size, len(one.name), 0),
        )
        listed += b"PK\x01\x02" + struct.pack("<H", 3 << 8 | 20) + said
        listed += struct.pack("<HHHII", 0, 0, 0, one.mode << 16, len(file)) + one.name
        file += b"PK\x03\x04" + said + one.name + one.packed
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(file), 0)
    return file + listed + b"PK\x05\x06" + end
