"""Names of files, in which people write signs where they would speak a space."""

import re
from dataclasses import replace

from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data

_EXTENSION = re.compile(r"\.[a-z0-9]{1,5}$", re.IGNORECASE)
_SPACES = str.maketrans("_-", "  ")


def blacken_file_name(name: str) -> str:
    """Give a file name without the personal data in it; its extension stays.

    Example:
        >>> blacken_file_name("brief_mevrouw_Jansen.pdf")
        'brief_mevrouw_[naam weggelaten].pdf'
    """
    found = _EXTENSION.search(name)
    stem, extension = (name[: found.start()], found[0]) if found else (name, "")
    as_written = blacken(stem, find_personal_data(stem))
    as_spoken = find_personal_data(as_written.translate(_SPACES))
    found_besides = [replace(one, text=as_written[one.start : one.end]) for one in as_spoken]
    return blacken(as_written, found_besides) + extension
