"""What kind of thing a question asks for, and whether words hold a thing of that kind.

Similarity cannot see that a passage on the subject lacks the name or the number that was asked for.
"""

import re
from enum import StrEnum


class AskedFor(StrEnum):
    """The kind of thing that a question asks for."""

    AMOUNT = "amount"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    REASON = "reason"
    OTHER = "other"


_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NUMERALS = (
    "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|dertig|honderd|duizend|miljoen|"
    "miljard|helft|alle|ruim|eerste|tweede|derde|vierde|jaarlijks|elk"
)
_QUESTIONS = {
    AskedFor.AMOUNT: r"hoeveel (geld|euro|budget|kost)|\b(kost|kosten|budget|bedrag|subsidie|how much)\b|€",
    AskedFor.NUMBER: r"hoeveel|\baantal\b|how many|hoe (vaak|lang)|how (often|long)",
    AskedFor.DATE: r"\b(wanneer|when|datum|sinds)\b|(welk|which) (jaar|year)|welke (datum|dag|maand)",
    AskedFor.NAME: r"\b(wie|who|whose|voorzitter|directeur|naam|namen|heet|heette)\b",
    AskedFor.REASON: r"\b(waarom|waardoor|hoezo|why|reden|oorzaak|aanleiding)\b",
}
_ANSWERS = {
    AskedFor.AMOUNT: re.compile(r"€|\b(euro|miljoen|miljard)\b", re.IGNORECASE),
    AskedFor.NUMBER: re.compile(rf"\d|\b({_NUMERALS})\b", re.IGNORECASE),
    AskedFor.DATE: re.compile(
        rf"\b(19|20)\d\d\b|\b({_MONTHS}|voorjaar|najaar|zomer|winter)\b", re.IGNORECASE
    ),
    AskedFor.NAME: re.compile(
        r"(?<=[a-z,;:] )[A-Z][\w-]+|\b(minister|staatssecretaris|directeur|voorzitter|kabinet|commissie)\b"
    ),
    AskedFor.REASON: re.compile(
        r"\b(omdat|doordat|want|daardoor|daarom|vanwege|wegens|door|zodat|reden|oorzaak|aanleiding|om)\b",
        re.IGNORECASE,
    ),
}
_ASKED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _QUESTIONS.items()}


def asked_for(question: str) -> AskedFor:
    """Tell what kind of thing a question asks for."""
    return next((kind for kind, asks in _ASKED.items() if asks.search(question)), AskedFor.OTHER)


def holds(text: str, kind: AskedFor) -> bool:
    """Whether words hold a thing of that kind; any words hold something else."""
    return kind is AskedFor.OTHER or _ANSWERS[kind].search(text) is not None
