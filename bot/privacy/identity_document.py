"""Numbers of passports, identity cards, driving licences and residence files."""

import re
from collections.abc import Iterator

_NUMBER_BY_LABEL = (
    # A Dutch passport or identity card: two letters, six letters or digits, a digit (Paspoortuitvoerings-
    # regeling; since 2019 without O).
    (
        (
            r"paspoort(?:num+er|nr\.?)?|(?:id(?:entiteits)?|identificatie)[ -]?(?:kaart|bewijs|document)"
            r"(?:num+er|nr\.?)?|reisdocument(?:num+er)?|documentn(?:umme)?r\.?"
        ),
        r"[A-Za-z]{2}[A-Za-z0-9]{6}\d",
    ),
    (r"rijbewijs(?:num+er|nr\.?)?", r"\d{10}"),
    # The Immigration Service's number of a person, and that of the personal records database.
    (r"v[ -]?num+er|v-nr\.?|vreemdelingen(?:num+er|nr\.?)", r"\d{10}"),
    (r"a-num+er|anum+er|administratienum+er", r"\d{10}"),
    (r"(?:verblijfs(?:document|vergunning|pas)|vreemdelingenpas)(?:num+er|nr\.?)?", r"[A-Za-z0-9]{9}"),
)
_BETWEEN = r"(?:[ ]+(?:met|nummer|nr\.?|nummer:|is|was|heeft|van|de|het|paspoort|num+er)){0,3}[ :=#(\"']{1,4}"
_PATTERNS = tuple(
    re.compile(rf"(?<![^\W_])(?:{label}){_BETWEEN}({number})(?![^\W_])", re.IGNORECASE)
    for label, number in _NUMBER_BY_LABEL
)


def find_identity_documents(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of the right form after a word that says whose number it is; never without that word."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(character.isdigit() for character in match[1][:-1]) or match[1].isupper():
                yield match.span(1)
