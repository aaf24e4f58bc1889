"""Excel workbooks, through openpyxl."""

import io
import warnings
from collections.abc import Iterator
from datetime import datetime, time

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from knowledge.normalise import clean
from knowledge.readers.content import Content
from knowledge.readers.outline import Outline
from knowledge.readers.table import row_items
from knowledge.readers.title import choose_title
from knowledge.unreadable import Rejected, SkipReason

_MOST_COLUMNS = 256
_MOST_ROWS, _MOST_CELLS = 50_000, 5_000_000
_LAST_ROW = 2**20  # of Excel; a file may name any


def read(data: bytes) -> Content:
    """Read a workbook: a visible sheet is a heading, each of its rows an item.

    Columns far out are left unread: a stray cell there would otherwise cost millions of empty ones.

    Raises:
        Rejected: more rows or cells than anyone looks things up in.
    """
    outline = Outline()
    with warnings.catch_warnings(action="ignore"):  # openpyxl warns of what it would not write back
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible" and isinstance(sheet, ReadOnlyWorksheet):
                outline.heading(sheet.title, level=1)
                for item in row_items(_rows(sheet)):
                    outline.item(item)
    properties = workbook.properties
    changed = properties.modified or properties.created
    return Content(
        sections=outline.sections(),
        title=choose_title(properties.title or "", "", ""),
        date=changed.date().isoformat() if changed else "",
    )


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    filled = cells = 0
    for row in sheet.iter_rows(max_row=_LAST_ROW, values_only=True):
        filled += row.count(None) < len(row)
        cells += len(row)
        if filled > _MOST_ROWS or cells > _MOST_CELLS:
            raise Rejected(SkipReason.TOO_LARGE, f"more than {_MOST_ROWS} rows or {_MOST_CELLS} cells")
        yield [_shown(value) for value in row[:_MOST_COLUMNS]]


def _shown(value: object) -> str:
    """Write a value as a Dutch reader would see it, dates as year-month-day."""
    match value:
        case None:
            text = ""
        case bool():
            text = "ja" if value else "nee"
        case datetime() if value.time() != time():
            text = value.isoformat(" ", "minutes")
        case datetime():
            text = value.date().isoformat()
        case float():
            text = f"{value:.10g}".replace(".", ",")
        case _:
            text = str(value)
    return clean(text)
