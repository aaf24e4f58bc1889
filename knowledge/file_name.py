"""Names of files that came from others."""

import re
import unicodedata
from enum import StrEnum

MOST_BYTES = 200
"""Longest name, in UTF-8; file systems take 255."""

_DRIVE = re.compile(r"[A-Za-z]:")
# Controls, what is not seen or turns the direction of writing, halves of characters, private, unassigned.
_UNSHOWN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


class BadName(StrEnum):
    """Why a name is not taken."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNSHOWN_CHARACTERS = "unshown_characters"
    PATH = "path"


def bad_name(name: str) -> BadName | None:
    """Tell what is wrong with the name of a file, or None.

    Args:
        name: of the file itself, without folders.

    Example:
        >>> bad_name("nota.docx"), bad_name("../nota.docx"), bad_name("nota\u202efdp.exe")
        (None, <BadName.PATH: 'path'>, <BadName.UNSHOWN_CHARACTERS: 'unshown_characters'>)
    """
    if not name.strip(" ."):
        return BadName.EMPTY
    if any(unicodedata.category(character) in _UNSHOWN for character in name):
        return BadName.UNSHOWN_CHARACTERS
    if "/" in name or "\\" in name or _DRIVE.match(name):
        return BadName.PATH
    return BadName.TOO_LONG if len(name.encode()) > MOST_BYTES else None
