"""Whether the content of a file is what its extension says, and safe to open."""

import re

from knowledge.office_package import EXTENSIONS, check_package
from knowledge.unreadable import Rejected, SkipReason

MAX_TEXT_BYTES = 10 * 2**20

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_ARCHIVES = (_ZIP, b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_OTHER = (_OLE, b"{\\rtf", *_IMAGES, *_ARCHIVES)
_NOTHING = b"\0 \t\r\n\f\v"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_PDF = b"%PDF-"
_OPENING_BYTES = 1024


def check(data: bytes, extension: str) -> None:
    """Check the first bytes of a file, and the list of contents of a packed one.

    Args:
        data: the whole file.
        extension: one that can be read, in small letters with its dot.

    Raises:
        Rejected: empty, encrypted, with macros, too large once unpacked, or not what the extension says.
    """
    if not data.strip(_NOTHING):
        raise Rejected(SkipReason.EMPTY)
    if extension in EXTENSIONS:
        check_package(data, extension)
    elif extension == ".pdf":
        # Some begin with a few lines of a mail or a web server.
        if _PDF not in data[:_OPENING_BYTES] or data.startswith((*_OTHER, *_PROGRAMS)):
            raise Rejected(SkipReason.WRONG_EXTENSION, "not a PDF")
    else:
        _check_text(data, extension)


def _check_text(data: bytes, extension: str) -> None:
    if len(data) > MAX_TEXT_BYTES:
        raise Rejected(SkipReason.TOO_LARGE, f"more than {MAX_TEXT_BYTES} bytes of text")
    is_utf16 = data.startswith(_UTF16)
    if data.startswith((_PDF, *_OTHER)) or (b"\0" in data and not is_utf16):
        raise Rejected(SkipReason.WRONG_EXTENSION, "not text")
    if is_utf16 and "\0" in data.decode("utf-16", errors="replace"):
        raise Rejected(SkipReason.WRONG_EXTENSION, "not text")
    if extension not in {".html", ".htm"} and _HTML.match(data[:_OPENING_BYTES]):
        raise Rejected(SkipReason.WRONG_EXTENSION, "HTML")
