"""Bullets and numbers of Word paragraphs, which the file holds apart from their text."""

from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from knowledge.readers.docx_styles import DocxStyle, ListPlace, list_place, value

_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a list item: its number, or a bullet when that is None."""

    number: int | None


class Numbering:
    """Counts the numbered paragraphs of a document, as Word does when it shows them.

    A paragraph or its style names a list and a level in it; numbers run on within a list until a
    paragraph of an outer level comes by.
    """

    def __init__(self, document: Document) -> None:
        self._formats: dict[ListPlace, str] = {}
        self._counts: dict[ListPlace, int] = {}
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._load(relation.target_part.element)

    def mark(self, paragraph: Paragraph, style: DocxStyle) -> Mark | None:
        """Return the mark of the next paragraph in reading order, or None if it is no list item."""
        place = list_place(paragraph._p) or style.place
        if place is None:
            return Mark(None) if style.is_bulleted else None
        if place.list_id == _NO_LIST:
            return None
        for other in [
            key for key in self._counts if key.list_id == place.list_id and key.level > place.level
        ]:
            del self._counts[other]
        if self._formats.get(place, "bullet") in {"bullet", "none"}:
            return Mark(None)
        self._counts[place] = self._counts.get(place, 0) + 1
        return Mark(self._counts[place])

    def _load(self, numbering: BaseOxmlElement) -> None:
        abstract = {
            value(element, "w:abstractNumId"): element for element in numbering.findall(qn("w:abstractNum"))
        }
        for number in numbering.findall(qn("w:num")):
            levels = abstract.get(value(number.find(qn("w:abstractNumId")), "w:val"))
            for level in levels.findall(qn("w:lvl")) if levels is not None else ():
                place = ListPlace(value(number, "w:numId"), int(value(level, "w:ilvl") or 0))
                self._formats[place] = value(level.find(qn("w:numFmt")), "w:val")
