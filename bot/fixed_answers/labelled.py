"""What admins type in lines with a word in front: "bron: ...", "eigenaar: ..."."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What a line says."""

    TEXT = "tekst"
    SOURCE = "bron"
    OWNER = "eigenaar"
    REVIEW = "nakijken"
    QUESTION = "vraag"
    WITHOUT_QUESTION = "vraag weg"
    LEFT_OUT = "zonder"


_LABELS = "|".join(sorted(Label, key=len, reverse=True))
_LABELLED = re.compile(rf"\W{{0,3}}(?P<label>{_LABELS})\s?:\**\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL)
# On a line that cannot be broken, as in a terminal, a bar stands between what would be on lines of their own.
_BREAK = re.compile(rf"\s+\|\s+(?=(?:{_LABELS})\s?:)|\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was typed.

    Attributes:
        text: what has no word in front, or the word for the text; its lines are kept.
        others: what the other lines say, in order.
        loose: the first line, where nothing says what it is; ``""`` else.
    """

    text: str
    others: tuple[tuple[Label, str], ...]
    loose: str = ""

    def last(self, label: Label) -> str:
        """What was last said of something; ``""`` where nothing was."""
        return next((value for given, value in reversed(self.others) if given is label), "")

    def all(self, label: Label) -> tuple[str, ...]:
        """All that was said of something."""
        return tuple(value for given, value in self.others if given is label and value)


def read_labelled(typed: str) -> Labelled:
    """Read lines; no line is lost: one without a word in front belongs to the text."""
    text: list[str] = []
    others: list[tuple[Label, str]] = []
    loose = ""
    for line in _BREAK.split(typed):
        found = _LABELLED.fullmatch(line)
        label = Label(found["label"].casefold()) if found else Label.TEXT
        value = found["value"].strip() if found else line
        if label is Label.TEXT:
            text.append(value)
            loose = loose or (line.strip() if not found and not any(text[:-1]) else "")
        else:
            others.append((label, value))
    return Labelled("\n".join(text).strip(), tuple(others), loose)
