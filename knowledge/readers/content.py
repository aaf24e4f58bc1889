"""What a reader finds in a file."""

from dataclasses import dataclass

from knowledge.document import Section


@dataclass(frozen=True, slots=True)
class Content:
    """The sections of a file and what the file says about itself.

    Attributes:
        sections: in reading order; headings may still begin with the title.
        title: the best title that the file itself offers, or ``""``.
        url: web address, or ``""``.
        publisher: who published it, or ``""``.
        date: as the file gives it, or ``""``.
        incomplete: the file says that its source went on.
    """

    sections: tuple[Section, ...]
    title: str = ""
    url: str = ""
    publisher: str = ""
    date: str = ""
    incomplete: bool = False
