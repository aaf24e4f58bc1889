from pathlib import Path

import pytest

from tests.bot.cli.wegwijzer import wegwijzer
from tests.bot.years import YEAR


@pytest.fixture
def data(installed: Path, tmp_path: Path) -> Path:
    """A data folder with the language model and nothing else."""
    data = tmp_path / "gegevens"
    data.mkdir()
    (data / "models").symlink_to(installed / "models")
    return data


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documenten"
    folder.mkdir()
    (folder / "fietsplan.md").write_text(
        "# Fietsplan\n\nMedewerkers kunnen eens in de drie jaar een fiets aanschaffen via het fietsplan."
    )
    (folder / "leeg.txt").write_text("")
    return folder


def test_own_documents_are_indexed_and_unreadable_files_are_named(data: Path, documents: Path) -> None:
    result = wegwijzer("reindex", "--documents", str(documents), data=data)

    assert result.returncode == 0
    assert "1 nieuw" in result.stdout
    assert "leeg.txt (er staat geen tekst in)" in result.stdout


def test_indexing_again_without_changes_makes_no_new_generation(data: Path, documents: Path) -> None:
    wegwijzer("reindex", "--documents", str(documents), data=data)

    result = wegwijzer("reindex", "--documents", str(documents), data=data)

    assert "niets veranderd (generatie 1)" in result.stdout


def test_what_was_indexed_last_is_what_is_searched(data: Path, documents: Path) -> None:
    wegwijzer("reindex", "--documents", str(documents), data=data)

    result = wegwijzer("search", "fiets kopen", data=data)

    assert "fietsplan.md" in result.stdout


def test_a_changed_document_is_taken_up_without_being_asked(data: Path, documents: Path) -> None:
    wegwijzer("reindex", "--documents", str(documents), data=data)
    (documents / "fietsplan.md").write_text("# Fietsplan\n\nHet fietsplan is per 2027 gestopt.")

    result = wegwijzer("search", "fietsplan", data=data)

    assert "gestopt" in result.stdout


def test_a_folder_that_is_not_there_is_wrong_use(data: Path, tmp_path: Path) -> None:
    result = wegwijzer("reindex", "--documents", str(tmp_path / "niets"), data=data)

    assert result.returncode == 2


def test_what_was_learned_is_indexed_besides_but_not_in_an_index_elsewhere(
    data: Path, documents: Path, tmp_path: Path
) -> None:
    (data / "lessons").mkdir()
    (data / "lessons" / f"les-KP-{YEAR}-0001.md").write_text("Zet de fiets in de stalling.")

    result = wegwijzer("reindex", "--documents", str(documents), data=data)
    elsewhere = wegwijzer(
        "reindex", "--documents", str(documents), "--index", str(tmp_path / "index"), data=data
    )

    assert "2 nieuw" in result.stdout
    assert "1 nieuw" in elsewhere.stdout
