"""A file that somebody sends along: taken or refused."""

from dataclasses import dataclass

from bot.knelpunten.files.kinds import kind_of
from bot.knelpunten.files.location import without_location
from bot.knelpunten.files.names import fitting_name
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from bot.knelpunten.files.text_apart import text_apart


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that can be kept.

    Attributes:
        name: safe to show and to keep, with an extension that fits.
        media_type: what it is, told by its content.
        content: the bytes to keep.
        text: all text in it, to look for personal data; ``""`` for a photo and for a scan.
        location_removed: the place where a photo was taken was in it, and is not in `content`.
    """

    name: str
    media_type: str
    content: bytes
    text: str
    location_removed: bool = False


def check(name: str, content: bytes, largest: int) -> CheckedFile:
    """Check a file by its content. It takes up to seconds for a large one: run it in a thread.

    Args:
        name: as the sender gave it.
        content: the whole file.
        largest: bytes that it may have.

    Raises:
        AttachmentRefused: it is not taken.
        WorkerError: the process that looks into files does not start.
    """
    if len(content) > largest:
        raise AttachmentRefused(Refusal.TOO_LARGE, size=len(content))
    kind = kind_of(content)
    kept = without_location(content) if kind.is_photo else content
    return CheckedFile(
        name=fitting_name(name, kind),
        media_type=kind.value,
        content=kept,
        text=text_apart(content, kind),
        location_removed=kept is not content,
    )
