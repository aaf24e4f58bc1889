"""The process that looks for the text in files for :mod:`bot.knelpunten.files.text_apart`."""

from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.refused import AttachmentRefused, Refusal
from bot.knelpunten.files.text import text_of
from knowledge.apart_worker import serve
from knowledge.unreadable import Rejected, SkipReason


def _text(kind: str, content: bytes) -> object:
    try:
        return text_of(content, MediaKind(kind))
    except AttachmentRefused as refused:
        is_encrypted = refused.reason is Refusal.ENCRYPTED
        raise Rejected(SkipReason.ENCRYPTED if is_encrypted else SkipReason.BROKEN) from refused


if __name__ == "__main__":
    serve(_text)
