import io
import json
import os
from pathlib import Path

import openpyxl
import pytest

from tests.bot.cli.conftest import Run
from tests.bot.cli.knelpunten import LICENCE, TWICE, as_lines

pytestmark = pytest.mark.usefixtures("imported")


@pytest.fixture
def imported(run: Run) -> None:
    assert run("knelpunten", "import", "-", typed=as_lines(TWICE, LICENCE)).code == 0


def titles(workbook: Path | io.BytesIO) -> list[str]:
    headings, *rows = openpyxl.load_workbook(workbook).active.values
    return [row[headings.index("Titel")] for row in rows]


def test_without_options_csv_is_written_to_the_output(run: Run) -> None:
    ended = run("knelpunten", "export")

    assert ended.code == 0
    assert ended.output.startswith(b'\xef\xbb\xbf"Nummer";')
    assert "Rijbewijs te laat" in ended.output.decode()


def test_a_workbook_can_go_through_a_pipe(run: Run) -> None:
    ended = run("knelpunten", "export", "--format", "xlsx")

    assert titles(io.BytesIO(ended.output)) == [LICENCE["title"], TWICE["title"]]


def test_a_workbook_is_not_written_to_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    ended = run("knelpunten", "export", "--format", "xlsx")

    assert (ended.code, ended.output) == (2, b"")
    assert "--output" in ended.errors


def test_the_name_of_the_file_tells_the_form(tmp_path: Path, run: Run) -> None:
    run("knelpunten", "export", "--output", str(tmp_path / "alles.XLSX"))
    run("knelpunten", "export", "--output", str(tmp_path / "alles.json"))
    run("knelpunten", "export", "--format", "csv", "--output", str(tmp_path / "tabel.json"))

    assert len(titles(tmp_path / "alles.XLSX")) == 2
    assert len(json.loads((tmp_path / "alles.json").read_bytes())) == 2
    assert (tmp_path / "tabel.json").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_export_as_json_can_be_imported_elsewhere(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = run("knelpunten", "export", "--format", "json").output
    monkeypatch.setenv("WEGWIJZER_DATA_DIR", str(tmp_path / "elders"))

    ended = run("knelpunten", "import", "-", typed=exported)

    assert ended.lines == ["Ingelezen: 2 nieuw, 0 al bekend."]


def test_a_file_is_only_replaced_when_that_is_asked_for(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "knelpunten.csv"
    file.write_text("van mij")

    refused = run("knelpunten", "export", "--output", str(file))
    assert refused.code == 1
    assert "--force" in refused.errors
    assert file.read_text() == "van mij"

    assert run("knelpunten", "export", "--output", str(file), "--force").code == 0
    assert "Nummer" in file.read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"data", "knelpunten.csv"}


def test_what_is_no_file_is_never_replaced(tmp_path: Path, run: Run) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    ended = run("knelpunten", "export", "--output", str(pipe), "--force")

    assert ended.code == 1
    assert pipe.is_fifo()


def test_a_link_stays_and_leads_to_the_new_file(tmp_path: Path, run: Run) -> None:
    file, link = tmp_path / "echt.csv", tmp_path / "link.csv"
    file.touch()
    link.symlink_to(file)

    run("knelpunten", "export", "--output", str(link), "--force")

    assert link.is_symlink()
    assert "Nummer" in file.read_text()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, run: Run) -> None:
    ended = run("knelpunten", "export", "--output", str(tmp_path / "niets" / "a.csv"))

    assert ended.code == 1
    assert ended.errors == f"wegwijzer: {tmp_path / 'niets'} bestaat niet.\n"
