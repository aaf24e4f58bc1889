"""Names of files that become documents."""

import re

from bot.knelpunten.files.names import safe_name
from bot.privacy.file_names import blacken_file_name

LONGEST = 200
"""Bytes in UTF-8: file systems take 255, and writing a file takes a longer name for a moment."""

_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}$", re.IGNORECASE)
_LOCK_FILE = "~$"


def document_name(name: str) -> str:
    """Give the name of a file as it may be kept and shown: without a path, and without personal data.

    It is what the library's folder can hold, and what is read there: no hidden file, no lock file.

    Example:
        >>> document_name("../notulen/Werkwijze  v2.PDF")
        'Werkwijze v2.PDF'
    """
    found = _EXTENSION.search(name)
    # What is safe to show is cut off where it is long: the extension must stay.
    stem, extension = (name[: found.start()], found[0]) if found else (name, "")
    safe = safe_name(safe_name(stem).lstrip(_LOCK_FILE))
    safe = blacken_file_name(f"{safe}{extension}").removesuffix(extension)
    fitting = safe.encode()[: LONGEST - len(extension)].decode(errors="ignore")
    return fitting.rstrip(". ") + extension
