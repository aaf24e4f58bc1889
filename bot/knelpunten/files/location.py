"""Where a photo was taken is personal data: it is taken out of the photo.

Phones write it in an Exif block (Exif 3.0, 4.6.6: the GPS attributes) and often again in XMP. Both are
blanked in place, so that the picture itself, its orientation and every offset stay as they are; that works
the same in JPEG, PNG, WebP and HEIC. Libraries that can write Exif either decode the picture and make it
anew (Pillow), or know JPEG only and are no longer kept (piexif).
"""

import re
import zlib
from itertools import islice
from typing import Literal

from bot.knelpunten.files.photos import PNG_SIGNATURE, png_chunks

_EXIF = re.compile(rb"II\*\0|MM\0\*")
_XMP = re.compile(rb"""(?<=exif:GPS)(\w{1,40}(?:\s{0,9}=\s{0,9}["']|>))([^<>"']{1,200})""")
_GPS_POINTER = 0x8825
_LONG = 4
_ENTRY_BYTES = 12
_INLINE_BYTES = 4
_BYTES_OF_TYPE = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 129: 1}
# More than any camera writes; a file made to keep us busy has more.
_MOST_BLOCKS, _MOST_ENTRIES, _MOST_VALUE_BYTES = 256, 256, 4096


def without_location(content: bytes) -> bytes:
    """Give a photo without the place where it was taken; the same bytes where it names none."""
    cleared = bytearray(content)
    for block in islice(_EXIF.finditer(content), _MOST_BLOCKS):
        _clear_exif(cleared, block.start(), "little" if block[0].startswith(b"II") else "big")
    for found in _XMP.finditer(content):
        cleared[found.start(2) : found.end(2)] = b" " * len(found[2])
    if cleared == content:
        return content
    if content.startswith(PNG_SIGNATURE):
        _renew_checksums(cleared)
    return bytes(cleared)


def _clear_exif(data: bytearray, start: int, order: Literal["little", "big"]) -> None:
    """Empty the list of GPS attributes of the Exif block that starts there, and their values."""

    def number(position: int, size: int) -> int:
        return int.from_bytes(data[position : position + size], order)

    def entries(directory: int) -> range:
        count = min(number(directory, 2), _MOST_ENTRIES)
        return range(directory + 2, min(directory + 2 + count * _ENTRY_BYTES, len(data)), _ENTRY_BYTES)

    def clear(position: int, size: int) -> None:
        end = min(position + size, len(data))
        data[position:end] = bytes(max(0, end - position))

    for entry in entries(start + number(start + 4, 4)):
        if (number(entry, 2), number(entry + 2, 2)) != (_GPS_POINTER, _LONG):
            continue
        directory = start + number(entry + 8, 4)
        attributes = entries(directory)
        for attribute in attributes:
            size = _BYTES_OF_TYPE.get(number(attribute + 2, 2), 0) * number(attribute + 4, 4)
            if _INLINE_BYTES < size <= _MOST_VALUE_BYTES:
                clear(start + number(attribute + 8, 4), size)
        clear(directory, 2 + len(attributes) * _ENTRY_BYTES)


def _renew_checksums(png: bytearray) -> None:
    for name, begin, end in png_chunks(bytes(png)):
        if name in {b"eXIf", b"iTXt", b"tEXt"} and end + 4 <= len(png):
            png[end : end + 4] = zlib.crc32(png[begin - 4 : end]).to_bytes(4)
