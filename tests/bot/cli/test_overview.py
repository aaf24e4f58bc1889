from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.bot.cli.conftest import Run
from tests.bot.cli.knelpunten import LICENCE, TWICE, as_lines

pytestmark = pytest.mark.usefixtures("imported")


@pytest.fixture
def imported(run: Run) -> None:
    assert run("knelpunten", "import", "-", typed=as_lines(TWICE, LICENCE)).code == 0


def test_the_report_is_written_to_a_file(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "overzicht.html"

    ended = run("overzicht", "laatste", "3", "maanden", "--output", str(file))

    assert (ended.code, ended.output, ended.errors) == (0, b"", "")
    html = HTMLParser(file.read_text())
    assert "2 knelpunten" in html.css_first("main > p").text()
    assert {"CBR", "UWV"} <= {cell.text() for cell in html.css("th[scope=row]")}


def test_without_a_file_it_is_written_to_the_output(run: Run) -> None:
    ended = run("overzicht", "--organisatie", "cbr")

    html = HTMLParser(ended.output.decode())
    assert html.css_first("h1").text() == "Overzicht van knelpunten: alles tot nu toe, cbr"
    assert "1 knelpunt." in html.css_first("main > p").text()


@pytest.mark.parametrize("typed", ["2026-13", "UWV"])
def test_what_is_no_period_is_named_in_one_line(typed: str, run: Run) -> None:
    ended = run("overzicht", typed)

    assert ended.code == 1
    assert ended.errors.startswith(f"wegwijzer: '{typed}' is geen periode.")
    assert len(ended.errors.splitlines()) == 1


def test_a_file_is_only_replaced_when_that_is_asked_for(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "overzicht.html"
    file.write_text("van mij")

    assert run("overzicht", "--output", str(file)).code == 1
    assert file.read_text() == "van mij"
    assert run("overzicht", "--output", str(file), "--force").code == 0
    assert file.read_text().startswith("<!DOCTYPE html>")


def test_a_period_without_knelpunten_is_a_report_of_none(run: Run) -> None:
    ended = run("overzicht", "2001")

    html = HTMLParser(ended.output.decode())
    assert ended.errors == "Er zijn geen knelpunten gevonden.\n"
    assert "0 knelpunten" in html.css_first("main > p").text()
    assert html.css("img") == []
