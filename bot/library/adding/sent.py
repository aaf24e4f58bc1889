"""What an admin sends to become documents, and what of it does not."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.attachments import Obstacle
from bot.library.adding.said import Said
from bot.messages import Attachment
from knowledge.archive import ArchiveRefusal, EntryRefusal
from knowledge.unreadable import SkipReason


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large documents may be, in bytes.

    Attributes:
        largest: a document.
        together: all that comes at once.
    """

    largest: int
    together: int


class Limit(StrEnum):
    """Why a file is left out that might have been read.

    Attributes:
        TOO_LARGE: it is larger than a document may be.
        TOO_MUCH: with what came before it, it is more than may come at once.
        TOO_MANY: the same, in numbers.
        TOO_LONG: the same, in time.
        SAME_NAME: another one that was sent with it has the same name.
        LESSON: its name is one that lessons have.
    """

    TOO_LARGE = "too_large"
    TOO_MUCH = "too_much"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    SAME_NAME = "same_name"
    LESSON = "lesson"


Reason = Limit | Obstacle | SkipReason | EntryRefusal | ArchiveRefusal


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that becomes no document.

    Attributes:
        name: safe to show.
        reason: why.
    """

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file, an archive or a web page, with its content.

    Attributes:
        name: safe to show.
        content: its bytes.
        attachment: as the channel can fetch it; None for a page.
        url: of the page, as it was typed; ``""`` for a file.
        said: for whom and when it will hold, as far as that was said with it; None for nothing.
    """

    name: str
    content: bytes = field(repr=False)
    attachment: Attachment | None = None
    url: str = ""
    said: Said | None = None
