"""Text as people type it, made safe to work with."""

import re
import unicodedata

LONGEST_MESSAGE = 4000
"""Characters of a question that are read; people do not type more, and models read less."""

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean(text: str) -> str:
    """Normalise a question: composed characters, no control or bidirectional ones, single spaces."""
    return " ".join(clean_lines(text[:LONGEST_MESSAGE]).split())


def clean_lines(text: str) -> str:
    """Normalise what is kept as it was written: the same, with its lines, however long it is."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(" ".join(_without_controls(line).split()) for line in lines).strip()


def as_sentence(text: str) -> str:
    """End a text with a full stop, unless it has an end of its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _without_controls(line: str) -> str:
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} else char for char in line)
