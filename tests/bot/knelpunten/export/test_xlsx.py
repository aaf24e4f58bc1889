import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from bot.knelpunten.export.xlsx import export_xlsx
from bot.knelpunten.report import Report
from tests.bot.knelpunten.export.knelpunten import REPORT, knelpunt

TITLE, DESCRIPTION = "F2", "G2"


def sheet_of(report: Report = REPORT) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(export_xlsx([knelpunt(report)]))).active


def test_a_sheet_has_a_row_for_each_knelpunt_under_its_headings() -> None:
    headings, row = sheet_of().iter_rows(values_only=True)

    values = dict(zip(headings, row, strict=True))
    assert values["Nummer"] == "KP-2026-0042"
    assert values["Wat er gebeurt"] == REPORT.description
    assert values["Gemeld op"].isoformat() == "2026-07-02T00:30:00"
    assert values["Aantal organisaties"] == 3


def test_the_headings_stay_in_view_and_filter() -> None:
    sheet = sheet_of()

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:W2"
    assert sheet[DESCRIPTION].alignment.wrap_text
    assert sheet.column_dimensions["G"].width > sheet.column_dimensions["A"].width


@pytest.mark.parametrize("told", ["=1+1", "+31 6", "-5", "@SUM(A1)", "#N/A", "=cmd|' /C calc'!A0"])
def test_text_never_becomes_a_formula(told: str) -> None:
    cell = sheet_of(replace(REPORT, title=told))[TITLE]

    assert (cell.value, cell.data_type) == (told, "s")
    assert cell.quotePrefix == (not told.startswith("#"))


def test_characters_that_xml_cannot_hold_are_shown_as_missing() -> None:
    cell = sheet_of(replace(REPORT, title="a\0b\x1fc\ufffed\ud800e\r\nf"))[TITLE]

    assert cell.value == "a\ufffdb\ufffdc\ufffdd\ufffde\nf"


def test_text_that_looks_like_an_escape_of_excel_is_escaped() -> None:
    exported = export_xlsx([knelpunt(replace(REPORT, title="veld_x0041_naam"))])

    with zipfile.ZipFile(io.BytesIO(exported)) as package:
        assert b"veld_x005F_x0041_naam" in package.read("xl/worksheets/sheet1.xml")


def test_text_longer_than_a_cell_is_shortened_and_says_so() -> None:
    cell = sheet_of(replace(REPORT, description="x" * 40_000))[DESCRIPTION]

    assert len(cell.value) == 32_767
    assert cell.value.endswith("(ingekort; de hele tekst staat in de export als JSON)")


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_can_be_exported(title: str) -> None:
    cell = sheet_of(replace(REPORT, title=title))[TITLE]

    if title and not re.search("[\0-\x1f\ufffe\uffff\ud800-\udfff]|_x", title):
        assert cell.value == title


def test_an_export_of_nothing_has_headings() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export_xlsx([]))).active

    assert sheet.max_row == 1
