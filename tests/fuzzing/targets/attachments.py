"""Files that come with a report: told by their content, cleared of places, searched for personal data."""

import io
from collections.abc import Sequence

from PIL import Image

from bot.knelpunten.files.kinds import kind_of
from bot.knelpunten.files.location import without_location
from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.names import LONGEST_NAME, fitting_name
from bot.knelpunten.files.refused import AttachmentRefused
from bot.knelpunten.files.text import text_of
from tests.bot.knelpunten.files.samples import MAKE
from tests.fuzzing.mutation import of_bytes, of_package, of_text
from tests.fuzzing.rendered import are_shown
from tests.fuzzing.target import Target, must

_PHOTOS = (".png", ".jpg", ".gif", ".webp", ".heic")
_PACKAGES = (".docx", ".xlsx", ".pptx", ".odt")


def targets() -> dict[str, Target]:
    """Photos, office files, and the names that they come with."""
    return {
        "photo": Target(samples=_photos, mutate=of_bytes, check=_takes, runs=300),
        "package": Target(
            samples=lambda: [MAKE[name]() for name in _PACKAGES if name in MAKE],
            mutate=of_package,
            check=_takes,
            runs=40,
        ),
        "name": Target(
            samples=lambda: [b"foto van loket.jpg", b"..\\a.exe"], mutate=of_text, check=_names, runs=300
        ),
    }


def _photos() -> Sequence[bytes]:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 1.0), 3: "E", 4: (5.0, 7.0, 1.0)})
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "JPEG", exif=exif)
    return [buffer.getvalue(), *(MAKE[name]() for name in _PHOTOS if name in MAKE)]


def _takes(content: bytes) -> None:
    try:
        kind = kind_of(content)
        cleared = without_location(content) if kind.is_photo else content
        # What is C++ is read apart in production; see the target for documents.
        text_of(content, kind) if kind is not MediaKind.PDF else ""
    except AttachmentRefused:
        return
    must(len(cleared) == len(content), "a photo that became longer or shorter")
    must(without_location(cleared) == cleared or not kind.is_photo, "a place that is still there")


def _names(data: bytes) -> None:
    for kind in (MediaKind.JPEG, MediaKind.DOCX):
        name = fitting_name(data.decode(errors="surrogateescape"), kind)
        are_shown([name])
        must(0 < len(name) <= LONGEST_NAME and not set("/\\\0\n") & set(name), "a name that is none")
        must(name.lower().endswith(kind.extensions), "a name that says something else")
