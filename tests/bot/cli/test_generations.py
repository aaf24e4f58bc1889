import json
from pathlib import Path

import pytest

from bot.settings import load_settings
from index.files.generations import FileGenerations
from tests.bot.cli.conftest import Run

CASE = {
    "id": "1",
    "question": "Hoe vaak kan een medewerker een fiets aanschaffen?",
    "kind": "answer",
    "documents": ["fietsplan.md"],
    "words": [["drie jaar"]],
}
GONE = "# Fietsplan\n\nHet fietsplan is per 2027 gestopt."


@pytest.fixture
def document(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one document of an assistant, and one question to test it with."""
    folder, questions = tmp_path / "documenten", tmp_path / "vragen.jsonl"
    folder.mkdir()
    document = folder / "fietsplan.md"
    document.write_text("# Fietsplan\n\nMedewerkers kunnen eens in de drie jaar een fiets aanschaffen.")
    questions.write_text(json.dumps(CASE))
    monkeypatch.setenv("WEGWIJZER_DOCUMENTS", str(folder))
    monkeypatch.setenv("WEGWIJZER_KNOWLEDGE_EVALUATION", str(questions))
    data = load_settings().data_dir
    data.mkdir()
    (data / "models").symlink_to(installed / "models")
    return document


def test_generations_are_listed_and_one_that_is_gone_back_to_stays_in_use(document: Path, run: Run) -> None:
    run("reindex")
    document.write_text(GONE)
    changed = run("reindex").lines
    back = run("terug", "1").lines
    listed = run("generaties").lines
    unknown = run("terug", "9")

    assert changed[0] == "Klaar. Ik antwoord nu uit generatie 2."
    assert "Gewijzigd: fietsplan.md." in changed
    assert any(line.startswith("Toetsvragen: 0 van de 1 goed, dat was 1.") for line in changed)
    assert back[0] == "Generatie 1 is weer in gebruik."
    assert listed[0].startswith("2: ")
    assert "1 document, 1 passage, 1 van de 1 toetsvragen goed (in gebruik)" in listed[1]
    assert "Generatie 1 blijft in gebruik" in listed[2]
    assert (unknown.code, unknown.errors) == (
        1,
        "wegwijzer: generatie 9 is er niet. Zie welke er zijn met: wegwijzer generaties\n",
    )


def test_a_generation_that_is_worse_than_may_be_is_refused_unless_forced(
    document: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_KNOWLEDGE_MOST_LOST", "0")
    run("reindex")
    document.write_text(GONE)

    refused = run("reindex")
    serving = FileGenerations(load_settings().index_dir).serving()
    forced = run("reindex", "--force")

    assert refused.code == 1
    assert refused.lines[-1] == "Toch gebruiken: wegwijzer reindex --force"
    assert serving == 1
    assert (forced.code, forced.lines[0]) == (0, "Klaar. Ik antwoord nu uit generatie 2.")
