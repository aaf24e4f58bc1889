"""Photos: which kind, and whether they are whole. Nothing is decoded.

Data after the end is left alone: phones keep a moving picture there.
"""

import re
from collections.abc import Callable, Iterator

from bot.knelpunten.files.media import MediaKind

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"))
_IMAGE_BRANDS = _HEIC_BRANDS | {b"mif1", b"msf1"}
_MARKER = re.compile(rb"\xff+([^\xff])")
_START_OF_SCAN, _END_OF_IMAGE = b"\xda", b"\xff\xd9"


def kind_of(content: bytes) -> MediaKind | None:
    """Tell the kind of a photo by how it begins; None where it is no photo."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaKind.JPEG
    if content.startswith(PNG_SIGNATURE):
        return MediaKind.PNG
    if content.startswith((b"GIF87a", b"GIF89a")):
        return MediaKind.GIF
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return MediaKind.WEBP
    if content[4:8] == b"ftyp" and _is_heic(content[8 : min(int.from_bytes(content[:4]), 256)]):
        return MediaKind.HEIC
    return None


def is_whole(content: bytes, kind: MediaKind) -> bool:
    """Tell whether a photo runs on to its end, by following its structure."""
    return _ENDS[kind](content)


def png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name of each chunk of a PNG, and where its data begins and ends (exclusive)."""
    position = len(PNG_SIGNATURE)
    while position + 12 <= len(content):
        begin = position + 8
        end = begin + int.from_bytes(content[position : position + 4])
        yield content[position + 4 : begin], begin, end
        position = end + 4


def _is_heic(brands: bytes) -> bool:
    """Tell it from other files in the same container, as films and AVIF, by the brands it names."""
    major = brands[:4]
    compatible = {brands[start : start + 4] for start in range(8, len(brands), 4)}
    return major in _HEIC_BRANDS or (major in _IMAGE_BRANDS and bool(compatible & _HEIC_BRANDS))


def _jpeg_ends(content: bytes) -> bool:
    """Go from segment to segment up to the first scan; in a scan its end cannot occur as data."""
    position = 2
    while marker := _MARKER.match(content, position):
        position = marker.end()
        if marker[1] == _START_OF_SCAN:
            return content.find(_END_OF_IMAGE, position) != -1
        position += max(2, int.from_bytes(content[position : position + 2]))
    return False


def _png_ends(content: bytes) -> bool:
    return any(name == b"IEND" and end + 4 <= len(content) for name, _, end in png_chunks(content))


def _gif_ends(content: bytes) -> bool:
    return content.rstrip(b"\0").endswith(b";")


def _webp_ends(content: bytes) -> bool:
    length = int.from_bytes(content[4:8], "little")
    return 12 < length + 8 <= len(content)  # noqa: PLR2004 - its header


def _heic_ends(content: bytes) -> bool:
    """Go from box to box; the description and the picture itself must both be there."""
    found, position = set(), 0
    while position + 8 <= len(content):
        size = int.from_bytes(content[position : position + 4])
        if size == 1:
            size = int.from_bytes(content[position + 8 : position + 16])
        elif size == 0:
            size = len(content) - position
        if size < 8 or position + size > len(content):  # noqa: PLR2004 - its header
            return False
        found.add(content[position + 4 : position + 8])
        position += size
    return {b"meta", b"mdat"} <= found


_ENDS: dict[MediaKind, Callable[[bytes], bool]] = {
    MediaKind.JPEG: _jpeg_ends,
    MediaKind.PNG: _png_ends,
    MediaKind.GIF: _gif_ends,
    MediaKind.WEBP: _webp_ends,
    MediaKind.HEIC: _heic_ends,
}
