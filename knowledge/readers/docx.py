"""Word documents, through python-docx."""

import io
from collections.abc import Iterator
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from knowledge.normalise import clean
from knowledge.readers.content import Content
from knowledge.readers.docx_numbering import Numbering
from knowledge.readers.docx_styles import Styles
from knowledge.readers.outline import Outline
from knowledge.readers.table import row_items
from knowledge.readers.title import choose_title

_MOST_HEADING_WORDS = 14
_BOLD_HEADING_LEVEL = 9
_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:smartTag")))
# A text box comes twice, for newer and for older programs; removed text is there still.
_UNREAD = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_SPACES = frozenset(map(qn, ("w:tab", "w:br", "w:cr", "w:p")))


def read(data: bytes) -> Content:
    """Read a Word document."""
    document = docx.Document(io.BytesIO(data))
    walk = _Walk(document)
    walk.blocks(document.element.body)
    properties = document.core_properties
    shown = walk.title or walk.outline.first_heading
    return Content(
        sections=walk.outline.sections(),
        title=choose_title(properties.title, shown, " ".join(walk.opening)),
        date=_day(properties.modified or properties.created),
    )


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


class _Walk:
    """One walk over the body of a document."""

    def __init__(self, document: Document) -> None:
        self.outline = Outline()
        self.title = ""
        self.opening: list[str] = []
        self._document = document
        self._styles = Styles()
        self._numbering = Numbering(document)

    def blocks(self, parent: BaseOxmlElement) -> None:
        for element in parent:
            if isinstance(element, CT_P):
                self._paragraph(Paragraph(element, self._document))
            elif element.tag == qn("w:tbl"):
                self._table(element)
            elif element.tag in _CONTAINERS:
                self.blocks(element)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = clean(_text(paragraph._p))
        if not text:
            return
        style = self._styles.of(paragraph)
        if style.is_contents:
            return
        self.opening.append(text)
        if style.is_title:
            self.title = self.title or text
            return
        mark = self._numbering.mark(paragraph, style)
        is_bullet = mark is not None and mark.number is None
        if style.heading or (not is_bullet and _is_bold_heading(paragraph, text)):
            self.outline.heading(text, style.heading or _BOLD_HEADING_LEVEL)
        elif mark:
            self.outline.item(text, mark.number)
        else:
            self.outline.paragraph(text)

    def _table(self, table: BaseOxmlElement) -> None:
        rows = [[clean(_text(cell)) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        if max(map(len, rows), default=0) > 1:
            for item in row_items(rows):
                self.outline.item(item)
            return
        for cell in table.iter(qn("w:tc")):
            self.blocks(cell)


def _is_bold_heading(paragraph: Paragraph, text: str) -> bool:
    """Tell whether a short line in bold does for a heading, as in documents made without styles."""
    if len(text.split()) > _MOST_HEADING_WORDS or text[-1] in ".,;:":
        return False
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.font.bold for run in runs)


def _text(element: BaseOxmlElement) -> str:
    return "".join(_parts(element))


def _parts(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag in _UNREAD:
            continue
        if child.tag in _SPACES:
            yield " "
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield from _parts(child)
