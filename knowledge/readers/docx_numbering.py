"""Bullets and numbers of Word paragraphs, which the file holds apart from their text."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a list item: its number, or a bullet when that is None."""

    number: int | None


class Numbering:
    """Counts the numbered paragraphs of a document, as Word does when it shows them.

    A paragraph or its style names a list (``numId``) and a level in it; numbers run on within a
    list until a paragraph of an outer level comes by.
    """

    def __init__(self, document: Document) -> None:
        self._formats: dict[tuple[str, int], str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._load(relation.target_part.element)

    def mark(self, paragraph: Paragraph) -> Mark | None:
        """Return the mark of the next paragraph in reading order, or None if it is no list item."""
        place = _place(paragraph)
        if place is None:
            style = (paragraph.style.name or "").lower() if paragraph.style else ""
            return Mark(None) if style.startswith(("list bullet", "lijst opsom")) else None
        list_id, level = place
        if list_id == "0":
            return None
        for other in [key for key in self._counts if key[0] == list_id and key[1] > level]:
            del self._counts[other]
        if self._formats.get(place, "bullet") in {"bullet", "none"}:
            return Mark(None)
        self._counts[place] = self._counts.get(place, 0) + 1
        return Mark(self._counts[place])

    def _load(self, numbering: BaseOxmlElement) -> None:
        abstract = {
            _value(element, "w:abstractNumId"): element for element in numbering.findall(qn("w:abstractNum"))
        }
        for number in numbering.findall(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            levels = abstract.get(_value(reference, "w:val"))
            for level in levels.findall(qn("w:lvl")) if levels is not None else ():
                form = level.find(qn("w:numFmt"))
                place = (_value(number, "w:numId"), int(_value(level, "w:ilvl") or 0))
                self._formats[place] = _value(form, "w:val")


def _place(paragraph: Paragraph) -> tuple[str, int] | None:
    """Return the list and level that the paragraph, else its style, names."""
    list_id, level = "", ""
    for element in _properties(paragraph):
        numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbering is not None:
            list_id = list_id or _value(numbering.find(qn("w:numId")), "w:val")
            level = level or _value(numbering.find(qn("w:ilvl")), "w:val")
    return (list_id, int(level or 0)) if list_id else None


def _properties(paragraph: Paragraph) -> Iterator[BaseOxmlElement]:
    yield paragraph._p
    style = paragraph.style
    while style is not None:
        yield style._element
        style = style.base_style


def _value(element: BaseOxmlElement | None, name: str) -> str:
    return "" if element is None else element.get(qn(name)) or ""
