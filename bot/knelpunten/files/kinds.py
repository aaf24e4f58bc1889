"""What kind of file it is, told by its content and never by its name.

Libraries that tell kinds of files (filetype, puremagic) look at the first bytes only: a document with
macros passes for one without, and half a photo for a whole one. Telling those apart takes reading the
structure, and the first bytes are part of that.
"""

import io
import re
import zipfile

from bot.knelpunten.files import packages, photos
from bot.knelpunten.files.media import MediaKind
from bot.knelpunten.files.refused import AttachmentRefused, Refusal

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-\d")
_HTML = re.compile(rb"<(?:!doctype|html|head|body|script|svg|\?php)\b", re.IGNORECASE)
# How far from the start and the end other programs look for the format they know.
_START, _END = 1024, 1024


def kind_of(content: bytes) -> MediaKind:
    """Tell the kind of a file.

    Raises:
        AttachmentRefused: empty, of another kind, with macros, encrypted, or not whole.
    """
    if not content.strip(b"\0\t\r\n "):
        raise AttachmentRefused(Refusal.EMPTY)
    if content.startswith(_OLE):
        # Office keeps an encrypted document in the container of its older formats.
        is_encrypted = _ENCRYPTED_PACKAGE in content
        raise AttachmentRefused(Refusal.ENCRYPTED if is_encrypted else Refusal.KIND)
    kind = packages.kind_of(content) if content.startswith(_ZIP) else _kind_of_one_piece(content)
    if kind is not MediaKind.PDF and b"%PDF-" in content[:_START]:
        raise AttachmentRefused(Refusal.KIND)
    return kind


def _kind_of_one_piece(content: bytes) -> MediaKind:
    if _PDF.match(content):
        kind, is_whole = MediaKind.PDF, b"%%EOF" in content.rstrip(b"\0\r\n ")[-_END:]
    elif photo := photos.kind_of(content):
        kind, is_whole = photo, photos.is_whole(content, photo)
    else:
        raise AttachmentRefused(Refusal.KIND)
    if not is_whole:
        raise AttachmentRefused(Refusal.DAMAGED)
    # A file can be two things at once: a photo for who looks, a package or a page for who opens it.
    if _HTML.search(content[:_START]) or zipfile.is_zipfile(io.BytesIO(content)):
        raise AttachmentRefused(Refusal.KIND)
    return kind
