import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.export.csv import export_csv
from tests.bot.knelpunten.export.knelpunten import REPORT, knelpunt


def read(exported: bytes) -> list[dict[str, str]]:
    text = io.StringIO(exported.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";", strict=True))


def test_every_field_stands_under_a_dutch_heading() -> None:
    (row,) = read(export_csv([knelpunt(imported_as="12")]))

    assert row == {
        "Nummer": "KP-2026-0042",
        "Stand": "ontvangen",
        "Stand sinds": "2026-07-03 10:00",
        "Opgegaan in": "",
        "Gemeld op": "2026-07-02 00:30",
        "Titel": "Dubbele uitvraag",
        "Wat er gebeurt": REPORT.description,
        "Wie er last van heeft": "burgers, professionals",
        "Welke groep": "ouders met schulden",
        "Organisatie": "UWV",
        "Aantal organisaties": "3",
        "Oorzaak": "gegevensdeling",
        "Wet, regeling of systeem": "Participatiewet",
        "Ernst": "hoog",
        "Hoe vaak": "elke week",
        "Gevolg": "langer wachten",
        "Al geprobeerd": "gebeld",
        "Voorstel": "gegevens delen",
        "Contact mag": "ja",
        "Ook bij": "SVB (soms): ook hier\nCAK",
        "Lijkt op": "KP-2026-0001, KP-2026-0007",
        "Bijlagen": "foto.jpg",
        "Eigen nummer": "12",
    }


def test_a_dutch_excel_opens_it_as_it_is() -> None:
    exported = export_csv([knelpunt()])

    assert exported.startswith(b'\xef\xbb\xbf"Nummer";"Stand";')
    assert exported.endswith(b"\r\n")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "＝"])
def test_text_never_becomes_a_formula(begin: str) -> None:
    told = begin + 'HYPERLINK("https://voorbeeld.nl")'

    (row,) = read(export_csv([knelpunt(replace(REPORT, title=told))]))

    assert row["Titel"] == "'" + told


@given(st.text(), st.text())
def test_any_text_comes_back_in_its_own_cell(title: str, description: str) -> None:
    exported = export_csv([knelpunt(replace(REPORT, title=title, description=description))])

    (row,) = read(exported)

    assert row["Titel"].removeprefix("'") == title.encode(errors="replace").decode().removeprefix("'")
    assert row["Wat er gebeurt"].endswith(description.encode(errors="replace").decode())
    assert row["Titel"][:1] not in set("=+-@\t\r")


def test_an_export_of_nothing_has_headings() -> None:
    assert export_csv([]).count(b"\r\n") == 1
