"""Export as CSV, the way a Dutch Excel opens it by a double click."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from bot.knelpunten.export.formula import begins_formula
from bot.knelpunten.export.table import COLUMNS, Value, rows
from bot.knelpunten.report import Knelpunt
from bot.wording.exporting import HEADINGS


def export_csv(knelpunten: Iterable[Knelpunt]) -> bytes:
    """Write knelpunten as CSV.

    With a comma between values a Dutch Excel shows one column, and without a byte order mark it takes UTF-8
    for Windows-1252; so it is a semicolon, and UTF-8 with the mark. Text that would become a formula gets an
    apostrophe in front.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS[column] for column in COLUMNS)
    writer.writerows(map(_cell, row) for row in rows(knelpunten))
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: Value) -> str:
    match value:
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case int():
            return str(value)
        case str():
            return "'" + value if begins_formula(value) else value
