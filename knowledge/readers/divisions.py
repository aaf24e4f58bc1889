"""The divisions of Dutch law, whose order is in their names rather than in heading levels."""

import re

_ORDER = ("boek", "deel", "hoofdstuk", "titel", "afdeling", "paragraaf", "artikel")
_ALSO = {"§": "paragraaf", "aanwijzing": "artikel"}
_DIVISION = re.compile(
    rf"({'|'.join(_ORDER)}|{'|'.join(_ALSO)})\s*(?:\d[\w.:]*|[IVXLC]+|[A-Z])\.?(?=\s|$)", re.IGNORECASE
)


def division_rank(heading: str) -> int:
    """Return how deep a division of a law lies, or 0 for any other heading.

    Published laws give every division the same heading level, so "Hoofdstuk 3" would not hold
    "Artikel 3:2".

    Example:
        >>> division_rank("Hoofdstuk 3"), division_rank("Artikel 3:2"), division_rank("Titel en auteur")
        (3, 7, 0)
    """
    found = _DIVISION.match(heading)
    if not found:
        return 0
    name = found.group(1).lower()
    return _ORDER.index(_ALSO.get(name, name)) + 1


def is_bare_division(heading: str) -> bool:
    """Tell whether a heading only numbers a division ("Hoofdstuk 3"), so that its name is still to come."""
    return _DIVISION.fullmatch(heading) is not None
