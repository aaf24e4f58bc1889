"""Names of files that are safe to keep and to show."""

import re
import unicodedata

from bot.knelpunten.files.media import MediaKind

LONGEST_NAME = 120

_NAMELESS = "bijlage"
_PATH = re.compile(r"[/\\]")
_RESERVED = re.compile(r'[<>:"|?*]')
_EXTENSION = re.compile(r"\.(?!\d+$)[a-z0-9]{1,5}$", re.IGNORECASE)
# Controls, invisible and bidirectional characters, halves of characters, private and unassigned ones.
_UNSAFE_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def safe_name(name: str) -> str:
    """Give a name that is safe to show: without a path, and without characters that hide what it is."""
    name = _PATH.split(unicodedata.normalize("NFC", name))[-1]
    shown = "".join(char for char in name if unicodedata.category(char) not in _UNSAFE_CATEGORIES)
    name = " ".join(_RESERVED.sub("_", shown).split()).strip(". ")
    return name[:LONGEST_NAME].strip() or _NAMELESS


def fitting_name(name: str, kind: MediaKind) -> str:
    """Give a safe name with an extension that fits the kind: ``photo.exe`` becomes ``photo.jpg``."""
    name = safe_name(name)
    found = _EXTENSION.search(name)
    stem, extension = (name[: found.start()], found[0]) if found else (name, "")
    if extension.lower() not in kind.extensions:
        extension = kind.extensions[0]
    return (stem[: LONGEST_NAME - len(extension)].rstrip(". ") or _NAMELESS) + extension
