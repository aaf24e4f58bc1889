"""Text as people type it, made safe to work with."""

import re
import unicodedata

LONGEST_MESSAGE = 4000
"""Characters of a message that are read; people do not type more, and models read less."""

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean(text: str) -> str:
    """Normalise a message: composed characters, no control or bidirectional ones, single spaces."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text[:LONGEST_MESSAGE]))
    text = "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} else char for char in text)
    return " ".join(text.split())
