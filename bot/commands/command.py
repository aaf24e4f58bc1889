"""A message that is a command, and what follows it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA


class Name(StrEnum):
    """The commands, as people type them."""

    HELP = "help"
    REPORT = "melden"
    MY_REPORTS = "mijnmeldingen"
    STATUS = "status"
    REMARK = "opmerking"
    MY_DATA = "mijngegevens"
    FORGET_ME = "vergeetmij"
    NOTICES = "berichten"
    LINK = "koppel"
    KNELPUNTEN = "knelpunten"
    TAKE = "neem"
    ASK = "vraag"
    SET = "zet"
    MERGE = "samen"
    SPLIT = "splits"
    EXPLAIN = "toelichting"
    OVERVIEW = "overzicht"
    STAND = "stand"
    LESSON = "les"
    ROLE = "rol"
    DOCUMENTS = "documenten"
    DOCUMENT = "document"
    ADD_PAGE = "voegtoe"
    WITHDRAW = "trekin"
    REINDEX = "herindexeer"
    GENERATIONS = "generaties"
    GO_BACK = "terug"
    GAPS = "vragen"
    FIXED_ANSWERS = "antwoorden"
    FIXED_ANSWER = "antwoord"
    EVALUATION = "toetsvragen"
    HEALTH = "gezondheid"


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    Attributes:
        name: which one; None when there is no such command.
        typed: what was typed for it.
        argument: what follows it.
    """

    name: Name | None
    typed: str
    argument: str


# Element keeps a slash for itself: there people type an exclamation mark.
_COMMAND = re.compile(r"[/!]\s?([^\W\d_]+)(?:@\S+)?(?:\s+(.*))?", re.DOTALL)
_SPELLINGS = {"hulp": Name.HELP, "start": Name.HELP, "melding": Name.REPORT, "knelpunt": Name.REPORT}
_WITHOUT_SLASH = re.compile(
    r"(mijn ?meldingen|mijn ?gegevens|vergeet ?mij|melden|status(?=\s+kp\b))(?:\s+(kp\b.*))?",
    re.IGNORECASE | re.DOTALL,
)
_SHORTEST_WITH_TYPO = 5
_SHORTEST_BEGINNING = 3


def read_command(text: str) -> Command | None:
    """Read a command; None when the message is none."""
    text = text.strip()
    found = _COMMAND.fullmatch(text)
    if found:
        return Command(_name_of(found[1].lower()), found[1], (found[2] or "").strip())
    found = _WITHOUT_SLASH.fullmatch(text)
    if found:
        return Command(Name(found[1].lower().replace(" ", "")), found[1], (found[2] or "").strip())
    return None


def nearest(typed: str) -> Name | None:
    """Give the command that somebody may have meant; None when none is near."""
    typed = typed.lower()
    begun = [name for name in Name if len(typed) >= _SHORTEST_BEGINNING and name.startswith(typed)]
    if len(begun) == 1:
        return begun[0]
    return min(
        (name for name in Name if OSA.distance(typed, name) <= len(name) // 4 + 1),
        key=lambda name: OSA.distance(typed, name),
        default=None,
    )


def _name_of(typed: str) -> Name | None:
    if typed in _SPELLINGS:
        return _SPELLINGS[typed]
    for name in Name:
        if typed == name or (len(typed) >= _SHORTEST_WITH_TYPO and OSA.distance(typed, name) <= 1):
            return name
    return None
