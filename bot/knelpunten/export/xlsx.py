"""Export as an Excel workbook."""

import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bot.knelpunten.export.formula import begins_formula
from bot.knelpunten.export.table import COLUMNS, Value, rows
from bot.knelpunten.report import Knelpunt
from bot.wording.exporting import HEADINGS, SHEET, SHORTENED

_LONGEST_CELL = 32_767
_NO_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {
    "number": 15,
    "status": 13,
    "since": 16,
    "merged_into": 15,
    "reported_at": 16,
    "title": 40,
    "description": 70,
    "organisations": 12,
    "contact": 10,
    "supports": 50,
}
_WIDTH = 28
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def export_xlsx(knelpunten: Iterable[Knelpunt]) -> bytes:
    """Write knelpunten as a workbook of one sheet, its headings in view and ready to filter.

    Text is always text, never a formula. Characters that XML cannot hold become U+FFFD, and what is longer
    than a cell takes is shortened and says so.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    sheet.freeze_panes = "B2"
    for index, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, index, HEADINGS[column])
        cell.font = Font(bold=True)
        cell.alignment = _WRAPPED
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column, _WIDTH)
    last = 1
    for last, values in enumerate(rows(knelpunten), start=2):
        for index, value in enumerate(values, start=1):
            _fill(sheet.cell(last, index), value)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _fill(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = _cell_text(value)
        cell.data_type = "s"  # openpyxl takes text with = in front for a formula
        cell.quotePrefix = begins_formula(value)  # and Excel does, once somebody edits the cell
    else:
        cell.value = value
    cell.alignment = _WRAPPED


def _cell_text(text: str) -> str:
    text = _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPE.sub("_x005F_", text)  # Excel reads _x0041_ as A
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(SHORTENED)] + SHORTENED
