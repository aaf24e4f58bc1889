"""Bytes become clean text: one encoding, one kind of space, no invisible characters."""

import codecs
import re
import unicodedata

_INVISIBLE = re.compile(
    "["
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # controls that are no white space
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"  # soft hyphen and other fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"  # zero width, direction
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # half characters, private use, none at all
    "\U000e0000-\U000e0fff"  # tags
    "]"
)


def decode(data: bytes) -> str:
    """Decode text that is UTF-8 (or UTF-16 with a byte order mark), else Windows-1252.

    Windows-1252 comes second because any bytes pass for it, while text in it rarely passes for
    UTF-8.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1252", errors="replace")


def clean(text: str) -> str:
    r"""Return the text on one line, in Unicode NFC, with single spaces and without invisible characters.

    Example:
        >>> clean("be\u00adleid  en\nuitvoering\u200b")
        'beleid en uitvoering'
    """
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())
