"""The letter as a Word document."""

import io
from datetime import UTC

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

from bot.stand.letter import Item, Letter, Table
from bot.wording import stand as words

_A4 = Cm(21.0), Cm(29.7)
_MARGIN = Cm(2.5)
_TEXT_WIDTH = Cm(16.0)
_FONT = "Calibri"
_DARK = RGBColor(0x1F, 0x38, 0x64)
_CELL_STYLE = "Table cell"
_LINE = 95
"""Characters of a cell's size that fit beside each other on a page."""
_LONGEST_LINE = 40
"""Characters of a cell that are put on one line if there is room."""
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}


def write_docx(letter: Letter) -> bytes:
    """Write the letter as DOCX.

    Headings are real headings, so that a reader can go by them; above each page it says that it is a draft,
    below it the number of the page. It names no author.
    """
    document = docx.Document()
    _lay_out(document)
    _describe(document, letter)
    _write_edges(document, letter.running_title)
    document.add_paragraph(letter.title, style="Title")
    document.add_paragraph(letter.made)
    document.add_paragraph().add_run(letter.warning).italic = True
    document.add_heading(letter.introduction_heading, 1)
    for paragraph in letter.introduction:
        document.add_paragraph(paragraph)
    for section in letter.sections:
        document.add_heading(section.heading, 1)
        for item in section.items:
            _add_item(document, item)
    document.add_heading(letter.annex_heading, 1).paragraph_format.page_break_before = True
    for table in letter.annex:
        document.add_heading(table.heading, 2)
        _add_table(document, table)
    document.add_paragraph()  # Word wants one behind a table
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _lay_out(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = _A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    normal = document.styles["Normal"]
    normal.font.name = _FONT
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = _DARK
        _set_font(style)
    cell = document.styles.add_style(_CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = normal
    cell.font.size = Pt(9)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), words.LANGUAGE)


def _set_font(style: ParagraphStyle) -> None:
    """Give a heading the font of the text: the template names one of its theme, which goes before others."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.font.name = _FONT


def _describe(document: Document, letter: Letter) -> None:
    properties = document.core_properties
    properties.title = letter.title
    properties.language = words.LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = letter.made_at.astimezone(UTC).replace(tzinfo=None)


def _write_edges(document: Document, running_title: str) -> None:
    page = document.sections[0]
    page.header.paragraphs[0].add_run(running_title).bold = True
    below = page.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below.add_run(words.PAGE)
    _add_field(below, "PAGE")
    below.add_run(words.OF_PAGES)
    _add_field(below, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word calculates itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _add_item(document: Document, item: Item) -> None:
    document.add_heading(item.title, 2)
    for line in item.lines:
        first, *others = line.paragraphs
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{line.label}:", style="Strong")
        paragraph.add_run(f" {first}")
        for other in others:
            document.add_paragraph(other)


def _add_table(document: Document, table: Table) -> None:
    written = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    written.autofit = False
    widths = _widths(table)
    for column, width in zip(written.columns, widths, strict=True):
        column.width = width
    for values in (table.columns, *table.rows):
        row = written.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, value, width in zip(row.cells, values, widths, strict=True):
            cell.width = width
            cell.text = str(value)
            cell.paragraphs[0].style = _CELL_STYLE
    for column, values in zip(written.columns, zip(*table.rows, strict=True), strict=True):
        if all(isinstance(value, int) for value in values):
            for cell in column.cells:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _make_header(written.rows[0])


def _widths(table: Table) -> list[Length]:
    """Give each column room for its longest word, and of what is left more to the longer texts."""
    columns = [[str(value) for value in column] for column in zip(table.columns, *table.rows, strict=True)]
    least = [max(len(word) for text in column for word in text.split() or [""]) + 3 for column in columns]
    wanted = [min(max(map(len, column)), _LONGEST_LINE) for column in columns]
    left = max(_LINE - sum(least), 0)
    chars = [needed + left * wish / sum(wanted) for needed, wish in zip(least, wanted, strict=True)]
    return [Length(int(_TEXT_WIDTH * width / sum(chars))) for width in chars]


def _make_header(row: _Row) -> None:
    """Mark a row as the header: bold, told as such to who listens, and repeated on the next page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
