"""OpenDocument texts, through odfdo."""

import io
from collections.abc import Iterator

import odfdo
from odfdo import Element, XmlPart

from knowledge.normalise import clean
from knowledge.readers.content import Content
from knowledge.readers.outline import Outline
from knowledge.readers.table import row_items
from knowledge.readers.title import choose_title

_CONTAINERS = frozenset(("text:section", "text:index-body", "text:numbered-paragraph"))
_UNREAD = frozenset(("office:annotation", "text:note", "text:tracked-changes", "draw:frame"))
_SPACES = frozenset(("text:s", "text:tab", "text:line-break", "text:p", "text:h"))
_MOST_REPEATED_CELLS = 256


def read(data: bytes) -> Content:
    """Read an OpenDocument text."""
    document = odfdo.Document(io.BytesIO(data))
    outline = Outline()
    walk = _Walk(outline, set(_numbered_styles(document)))
    walk.blocks(document.body)
    meta = document.meta
    changed = meta.get_modification_date() or meta.get_creation_date()
    shown = walk.title or outline.first_heading
    return Content(
        sections=outline.sections(),
        title=choose_title(meta.get_title() or "", shown, " ".join(walk.opening)),
        date=changed.date().isoformat() if changed else "",
    )


def _numbered_styles(document: odfdo.Document) -> Iterator[tuple[str, int]]:
    """Yield the list styles and levels (1-based) that number their items."""
    for name in ("content.xml", "styles.xml"):
        part = document.get_part(name)
        if not isinstance(part, XmlPart):
            continue
        for style in part.get_elements("//text:list-style"):
            for level in style.get_elements("text:list-level-style-number"):
                # An empty number format shows no number.
                if level.get_attribute_string("style:num-format") != "":
                    depth = int(level.get_attribute_string("text:level") or 1)
                    yield style.get_attribute_string("style:name") or "", depth


class _Walk:
    """One walk over the body of a document."""

    def __init__(self, outline: Outline, numbered_styles: set[tuple[str, int]]) -> None:
        self.title = ""
        self.opening: list[str] = []
        self._outline = outline
        self._numbered_styles = numbered_styles

    def blocks(self, parent: Element) -> None:
        for element in parent.children:
            match element.tag:
                case "text:h":
                    self._outline.heading(
                        _text(element), int(element.get_attribute_string("text:outline-level") or 1)
                    )
                case "text:p":
                    self._paragraph(element)
                case "text:list":
                    self._list(element, style="", depth=1)
                case "table:table":
                    for item in row_items(_rows(element)):
                        self._outline.item(item)
                case tag if tag in _CONTAINERS:
                    self.blocks(element)

    def _paragraph(self, element: Element) -> None:
        text = clean(_text(element))
        self.opening.append(text)
        if element.get_attribute_string("text:style-name") == "Title":
            self.title = self.title or text
        else:
            self._outline.paragraph(text)

    def _list(self, element: Element, style: str, depth: int) -> None:
        style = element.get_attribute_string("text:style-name") or style
        number = 1 if (style, depth) in self._numbered_styles else None
        for item in element.children:
            inner = [child for child in item.children if child.tag == "text:list"]
            words = " ".join(_text(child) for child in item.children if child.tag in {"text:p", "text:h"})
            if words.strip():
                self._outline.item(words, number)
                number = None if number is None else number + 1
            for child in inner:
                self._list(child, style, depth + 1)


def _rows(table: Element) -> Iterator[list[str]]:
    for row in table.get_elements(".//table:table-row"):
        cells: list[str] = []
        for cell in row.children:
            repeated = int(cell.get_attribute_string("table:number-columns-repeated") or 1)
            room = _MOST_REPEATED_CELLS - len(cells)
            cells += [clean(_text(cell))] * min(repeated, room)
        yield cells


def _text(element: Element) -> str:
    return "".join(_parts(element))


def _parts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element.children:
        if child.tag not in _UNREAD:
            if child.tag in _SPACES:
                yield " "
            yield from _parts(child)
        yield child.tail or ""
