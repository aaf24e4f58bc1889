"""The text in a file that anybody may send, found in a process of its own.

A PDF of 3 kB can hold more than fits in memory, or take for ever, and its library is written in C++. A file
gets a process that ends with it: starting one takes a third of a second, and what a file may do to it
concerns nobody else.
"""

from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from knowledge.apart import Answer, Apart, Limits
from knowledge.unreadable import Rejected, SkipReason

LIMITS = Limits(seconds=20, memory=2**29)

_REFUSALS = {
    SkipReason.ENCRYPTED: Refusal.ENCRYPTED,
    SkipReason.TOO_SLOW: Refusal.TOO_MUCH_IN_IT,
    SkipReason.TOO_MUCH_MEMORY: Refusal.TOO_MUCH_IN_IT,
}


def text_apart(content: bytes, kind: MediaKind, limits: Limits = LIMITS) -> str:
    """Give all text in a file, as `bot.knelpunten.files.text.text_of` does.

    Raises:
        AttachmentRefused: encrypted, damaged, or with more in it than can be read within the limits.
        WorkerError: the process does not start.
    """
    if kind.is_photo:
        return ""
    with Apart("bot.knelpunten.files.text_worker", Answer[str], limits) as apart:
        try:
            return apart.work_on(kind.value, content)
        except Rejected as rejected:
            raise AttachmentRefused(_REFUSALS.get(rejected.reason, Refusal.DAMAGED)) from rejected
