"""`wegwijzer documenten`: the documents that the assistant answers from, on the command line."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.bot.cli.wegwijzer import furnished

FIETSPLAN = "# Fietsplan\n\nMedewerkers kunnen eens in de drie jaar een fiets aanschaffen via het fietsplan."


@pytest.fixture
def data(installed: Path, tmp_path: Path) -> Path:
    """A data folder with an index of the shipped documents."""
    return furnished(tmp_path / "data", installed)


@pytest.fixture
def own(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder without an index, a folder with one document, and one question to test an index with."""
    data, folder, evaluation = tmp_path / "data", tmp_path / "documenten", tmp_path / "vragen.jsonl"
    data.mkdir()
    (data / "models").symlink_to(installed / "models")
    folder.mkdir()
    (folder / "kantine.md").write_text("# Kantine\n\nDe kantine is elke dag open.")
    evaluation.write_text('{"id": "T1", "question": "Hoe oud is de koning?", "kind": "unknown"}\n')
    monkeypatch.setenv("WEGWIJZER_DOCUMENTS", str(folder))
    monkeypatch.setenv("WEGWIJZER_KNOWLEDGE_EVALUATION", str(evaluation))
    return tmp_path


def test_a_file_is_added_and_stays_unless_somebody_is_sure(run: Run, own: Path) -> None:
    file = own / "fietsplan.md"
    file.write_text(FIETSPLAN)

    added = run("documenten", "add", str(file), typed=b"ja\n")
    listed = run("documenten", "list")
    kept = run("documenten", "withdraw", "fietsplan", typed=b"nee\n")

    assert added.code == 0
    assert "fietsplan.md: Fietsplan" in added.lines[0]
    assert any("Ik antwoord nu uit generatie 1" in line for line in added.lines)
    assert [line.split("\t")[:3] for line in listed.lines] == [
        ["fietsplan.md", "Fietsplan", "1"],
        ["kantine.md", "Kantine", "1"],
    ]
    assert kept.code == 1
    assert "fietsplan.md intrekken?" in kept.lines[0]
    assert run("documenten", "set", "fietsplan.md", "terug").code == 1


def test_without_a_yes_nothing_is_added(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "fietsplan.md"
    file.write_text(FIETSPLAN)

    assert run("documenten", "add", str(file)).code == 1
    assert run("documenten", "list", "fietsplan").lines == []


def test_what_cannot_be_read_is_refused_with_the_reason(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "fietsplan.pdf"
    file.write_text(FIETSPLAN)

    ended = run("documenten", "add", "--yes", str(file))

    assert ended.code == 1
    assert any("fietsplan.pdf: de inhoud past niet bij de extensie" in line for line in ended.lines)


def test_for_whom_and_when_a_document_holds_is_set_and_shown(run: Run, data: Path) -> None:
    changed = run("documenten", "set", "014-driehoek", "geldig", "vanaf", "1 mei 2090")
    shown = run("documenten", "show", "014-driehoek")
    unclear = run("documenten", "set", "014-driehoek", "geldig", "ooit")
    unknown = run("documenten", "show", "014-driehoekje")

    assert changed.code == 0
    assert "- Het geldt vanaf 1 mei 2090." in shown.lines
    assert unclear.code == 1
    assert unknown.code == 1
    assert "Bedoel je 014-driehoek.md" in unknown.errors
