"""Pictures that the assistant sends."""

import struct

from bot.knelpunten.files.photos import PNG_SIGNATURE

_HEADER = struct.Struct(">4x4sII")


def size_of_png(content: bytes) -> tuple[int, int] | None:
    """Give the width and height of a PNG, in pixels; None where it is none.

    They stand in its first chunk, always (https://www.w3.org/TR/png-3/#11IHDR).
    """
    if not content.startswith(PNG_SIGNATURE) or len(content) < len(PNG_SIGNATURE) + _HEADER.size:
        return None
    chunk, width, height = _HEADER.unpack_from(content, len(PNG_SIGNATURE))
    return (width, height) if chunk == b"IHDR" else None
