"""PowerPoint presentations, through python-pptx."""

import io
from collections.abc import Iterable, Iterator

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.text.text import TextFrame

from knowledge.normalise import clean
from knowledge.readers.content import Content
from knowledge.readers.outline import Outline
from knowledge.readers.table import row_items
from knowledge.readers.title import choose_title

_FURNITURE = frozenset(
    (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)
)
_BULLETED = frozenset((PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY))


def read(data: bytes) -> Content:
    """Read a presentation: a slide's title is a heading, its number the page; notes come last."""
    presentation = pptx.Presentation(io.BytesIO(data))
    outline = Outline()
    for number, slide in enumerate(presentation.slides, start=1):
        _add_slide(slide, number, outline)
    properties = presentation.core_properties
    changed = properties.modified or properties.created
    return Content(
        sections=outline.sections(),
        title=choose_title(properties.title, outline.first_heading, ""),
        date=changed.date().isoformat() if changed else "",
    )


def _add_slide(slide: Slide, number: int, outline: Outline) -> None:
    outline.start_page(number)
    title = slide.shapes.title
    outline.heading(title.text_frame.text if title is not None else "", level=1)
    for shape in _shapes(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if isinstance(shape, GraphicFrame) and shape.has_table:
            for item in row_items([clean(cell.text) for cell in row.cells] for row in shape.table.rows):
                outline.item(item)
        elif shape.has_text_frame:
            _add_text(shape.text_frame, outline, bulleted=_is_bulleted(shape))  # type: ignore[attr-defined]
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        _add_text(slide.notes_slide.notes_text_frame, outline, bulleted=False)


def _shapes(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _shapes(shape.shapes)
        elif not (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            yield shape


def _is_bulleted(shape: BaseShape) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _BULLETED


def _add_text(frame: TextFrame, outline: Outline, *, bulleted: bool) -> None:
    """Add the paragraphs of a text frame; in a slide's body they are items, but for an introduction."""
    paragraphs = [text for paragraph in frame.paragraphs if (text := clean(paragraph.text))]
    for index, text in enumerate(paragraphs):
        introduces = index == 0 and text.endswith(":")
        if bulleted and len(paragraphs) > 1 and not introduces:
            outline.item(text)
        else:
            outline.paragraph(text)
