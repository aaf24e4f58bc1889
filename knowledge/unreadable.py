"""Why a file could not be read."""

from enum import StrEnum
from pathlib import Path


class SkipReason(StrEnum):
    """The reason that a file is skipped."""

    BAD_NAME = "bad_name"
    UNKNOWN_FORMAT = "unknown_format"
    WRONG_EXTENSION = "wrong_extension"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    MACROS = "macros"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"


class Rejected(Exception):
    """A reader's verdict on bytes of which it does not know the file.

    Attributes:
        reason: why nothing could be read.
        detail: what was found, in English, for a log; may be empty.
    """

    def __init__(self, reason: SkipReason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail


class Unreadable(Exception):
    """A file that was skipped.

    Attributes:
        path: the file.
        reason: why it was skipped.
        detail: what was found, in English, for a log; may be empty.
    """

    def __init__(self, path: Path, reason: SkipReason, detail: str = "") -> None:
        super().__init__(f"{path}: {reason.value}" + (f" ({detail})" if detail else ""))
        self.path = path
        self.reason = reason
        self.detail = detail
