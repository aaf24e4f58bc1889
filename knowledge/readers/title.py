"""Which of the titles that an office file carries is its own."""

import re

from knowledge.normalise import clean

_OPENING_WORDS = 300
_LEFT_BY_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint) - |powerpoint|untitled|naamloos"
    r"|(?:presentatie|document|titel|title)\d*$"
    r"|.*\.(?:docx?|pptx?|xlsx?|pdf|odt|indd|qxd|rtf|txt)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}")


def choose_title(in_properties: str, shown: str, opening: str) -> str:
    """Choose between the title in a file's properties and the one it shows.

    Properties are often those of a template or an earlier document. They are trusted when the
    document shows the words as well, or when it shows no title.

    Args:
        in_properties: title in the document properties, or ``""``.
        shown: title or first heading in the text, or ``""``.
        opening: how the text begins, or all of it.
    """
    title = clean(in_properties)
    if not title or _LEFT_BY_PROGRAM.match(title):
        return shown
    seen = set(_WORD.findall(f"{shown} {' '.join(opening.split()[:_OPENING_WORDS])}".casefold()))
    return title if not shown or seen.issuperset(_WORD.findall(title.casefold())) else shown
