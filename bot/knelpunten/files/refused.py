"""Why a file is not taken."""

from enum import StrEnum


class Refusal(StrEnum):
    """The reason that a file is refused."""

    TOO_LARGE = "too_large"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    EMPTY = "empty"
    KIND = "kind"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MUCH_IN_IT = "too_much_in_it"


class AttachmentRefused(Exception):
    """A file that is not taken.

    Attributes:
        reason: why.
        size: bytes, where it is too large: of the file, or of what is packed in it; else None.
    """

    def __init__(self, reason: Refusal, *, size: int | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.size = size
