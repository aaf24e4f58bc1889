"""The letter, before it is written in any form: what it says, in which order."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Line:
    """What is told under one label.

    Attributes:
        label: what it is about.
        paragraphs: what is told; at least one.
    """

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One knelpunt."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The knelpunten of one theme."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers; a row has a value for each column, and whole columns are numbers."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A draft of the Stand van de Uitvoering.

    Attributes:
        title: what it is, and that it is a draft.
        running_title: the same, short, for above each page.
        made: when and of what it was made.
        warning: what still has to be done with it.
        introduction_heading: heading of the introduction.
        introduction: its paragraphs.
        sections: the knelpunten by theme.
        annex_heading: heading of the annex.
        annex: its tables.
        file_name: name for a file with it, without what tells the form.
        made_at: when it was made.
    """

    title: str
    running_title: str
    made: str
    warning: str
    introduction_heading: str
    introduction: tuple[str, ...]
    sections: tuple[Section, ...]
    annex_heading: str
    annex: tuple[Table, ...]
    file_name: str
    made_at: datetime
