from datetime import date, datetime
from time import perf_counter

import openpyxl
import pytest

from knowledge.readers import xlsx
from knowledge.reading import SkipReason, Unreadable


def test_rows_become_items_that_name_their_columns(read_bytes, saved, outline):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Knelpunten"
    sheet.append(["Overzicht 2024"])
    sheet.append(["Nummer", "Omschrijving", "Gemeld", "Bedrag", "Opgelost"])
    sheet.append([1, "Twee\nloketten", date(2024, 9, 9), 2.5, True])
    sheet.append([None, None, None, None, None])
    sheet.append([2.0, None, datetime.fromisoformat("2024-09-09T10:30"), None, False])

    assert outline(read_bytes("a.xlsx", saved(workbook))) == [
        (
            ("Knelpunten",),
            [
                [
                    "Overzicht 2024",
                    "Nummer: 1; Omschrijving: Twee loketten; Gemeld: 2024-09-09; Bedrag: 2,5; Opgelost: ja",
                    "Nummer: 2; Gemeld: 2024-09-09 10:30; Opgelost: nee",
                ]
            ],
        )
    ]


def test_a_hidden_sheet_is_left_out(read_bytes, saved, outline):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Zichtbaar"])
    hidden = workbook.create_sheet("Geheim")
    hidden.append(["Verborgen"])
    hidden.sheet_state = "hidden"

    assert outline(read_bytes("a.xlsx", saved(workbook))) == [(("Sheet",), [["Zichtbaar"]])]


def test_a_stray_cell_far_out_does_not_stall_reading(read_bytes, saved):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Begin"
    workbook.active["XFD1048576"] = "Ver weg"

    start = perf_counter()
    read_bytes("a.xlsx", saved(workbook))

    assert perf_counter() - start < 10


@pytest.mark.parametrize(("limit", "rows"), [("_MOST_ROWS", 3), ("_MOST_CELLS", 7)])
def test_more_rows_or_cells_than_anyone_reads_are_refused(read_bytes, saved, monkeypatch, limit, rows):
    monkeypatch.setattr(xlsx, limit, rows)
    workbook = openpyxl.Workbook()
    for number in range(4):
        workbook.active.append([number, "tekst"])

    with pytest.raises(Unreadable) as caught:
        read_bytes("a.xlsx", saved(workbook))

    assert caught.value.reason is SkipReason.TOO_LARGE
