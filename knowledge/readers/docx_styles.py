"""What the styles of a Word document tell: headings, contents, lists."""

import re
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"(?:heading|kop) (\d)", re.IGNORECASE)
_BULLETED = re.compile(r"(?:list bullet|lijst opsom)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoudsopgave|table of)", re.IGNORECASE)
_MOST_BASES = 20


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a list item belongs: a list (``numId``) and a level in it (0 is the outermost)."""

    list_id: str
    level: int


@dataclass(frozen=True, slots=True)
class DocxStyle:
    """A paragraph style, with what it takes from the styles that it is based on.

    Attributes:
        heading: level of the heading that it makes, or None.
        is_title: whether it is for the title of the document.
        is_contents: whether it is for a table of contents.
        is_bulleted: whether its name says that it makes bullets.
        place: the list that its paragraphs belong to, or None.
    """

    heading: int | None = None
    is_title: bool = False
    is_contents: bool = False
    is_bulleted: bool = False
    place: ListPlace | None = None


class Styles:
    """Looks styles up by the paragraphs that have them, each style once: python-docx is slow at that."""

    def __init__(self) -> None:
        self._known: dict[str | None, DocxStyle] = {}

    def of(self, paragraph: Paragraph) -> DocxStyle:
        """Return the style of a paragraph."""
        style_id = paragraph._p.style
        if style_id not in self._known:
            self._known[style_id] = _style(paragraph)
        return self._known[style_id]


def list_place(element: BaseOxmlElement) -> ListPlace | None:
    """Return the list that a paragraph or style itself names, or None."""
    numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if numbering is None or numbering.find(qn("w:numId")) is None:
        return None
    level = value(numbering.find(qn("w:ilvl")), "w:val")
    return ListPlace(value(numbering.find(qn("w:numId")), "w:val"), int(level or 0))


def value(element: BaseOxmlElement | None, name: str) -> str:
    """Return an attribute, or ``""`` when it or its element is not there."""
    return "" if element is None else element.get(qn(name)) or ""


def _style(paragraph: Paragraph) -> DocxStyle:
    names: list[str] = []
    place: ListPlace | None = None
    style = paragraph.style
    while style is not None and len(names) < _MOST_BASES:  # a style may be based on itself
        names.append(style.name or "")
        place = place or list_place(style._element)
        style = style.base_style
    headings = [int(found.group(1)) for name in names if (found := _HEADING.match(name))]
    return DocxStyle(
        heading=headings[0] if headings else None,
        is_title=bool(names) and _TITLE.match(names[0]) is not None,
        is_contents=bool(names) and _CONTENTS.match(names[0]) is not None,
        is_bulleted=any(map(_BULLETED.match, names)),
        place=place,
    )
