"""List items that were typed as ordinary lines, with a bullet, letter or number in front."""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"[•·‣▪▫■□●○◦➢➤►✓✔\uf0b7\uf0a7*–—-]\s+(?=\S)")
_LETTER = re.compile(r"(?:[a-z]|\d{1,2}°)[.)]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class TypedItem:
    """A line that reads as a list item.

    Attributes:
        text: its words; a letter in front stays, because people refer to it ("onder b").
        number: the number in front, or None.
    """

    text: str
    number: int | None = None


def typed_item(line: str) -> TypedItem | None:
    """Read a line as a list item, or return None when it is not one.

    Example:
        >>> typed_item("2. De opdrachtgever")
        TypedItem(text='De opdrachtgever', number=2)
    """
    line = line.strip()
    if bullet := _BULLET.match(line):
        return TypedItem(line[bullet.end() :])
    if _LETTER.match(line):
        return TypedItem(line)
    if number := _NUMBER.match(line):
        return TypedItem(line[number.end() :], int(number.group(1)))
    return None
