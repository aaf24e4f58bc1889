import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.cli.wegwijzer import wegwijzer
from tests.bot.years import YEAR


@dataclass(frozen=True, slots=True)
class Indexed:
    """Documents that were indexed, into a data folder with the language model.

    Attributes:
        data: the folder.
        documents: folder with the documents.
        result: what the command said.
    """

    data: Path
    documents: Path
    result: subprocess.CompletedProcess[str]


def furnished(folder: Path, installed: Path) -> tuple[Path, Path]:
    """Make a data folder with the language model and nothing else, and a folder of documents."""
    data, documents = folder / "gegevens", folder / "documenten"
    data.mkdir()
    documents.mkdir()
    (data / "models").symlink_to(installed / "models")
    (documents / "fietsplan.md").write_text(
        "# Fietsplan\n\nMedewerkers kunnen eens in de drie jaar een fiets aanschaffen via het fietsplan."
    )
    (documents / "leeg.txt").write_text("")
    return data, documents


@pytest.fixture(scope="module")
def indexed(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    data, documents = furnished(tmp_path_factory.mktemp("indexed"), installed)
    result = wegwijzer("reindex", "--documents", str(documents), data=data)
    return Indexed(data, documents, result)


def test_own_documents_are_indexed_and_unreadable_files_are_named(indexed: Indexed) -> None:
    assert indexed.result.returncode == 0
    assert "1 nieuw" in indexed.result.stdout
    assert "leeg.txt (er staat geen tekst in)" in indexed.result.stdout


def test_indexing_again_without_changes_makes_no_new_generation(indexed: Indexed) -> None:
    again = wegwijzer("reindex", "--documents", str(indexed.documents), data=indexed.data)

    assert "niets veranderd (generatie 1)" in again.stdout


def test_what_was_indexed_last_is_searched_also_once_it_changed(indexed: Indexed) -> None:
    (indexed.documents / "fietsplan.md").write_text("# Fietsplan\n\nHet fietsplan is per 2027 gestopt.")

    result = wegwijzer("search", "fietsplan", data=indexed.data)

    assert "fietsplan.md" in result.stdout
    assert "gestopt" in result.stdout


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    result = wegwijzer("reindex", "--documents", str(tmp_path / "niets"), data=tmp_path)

    assert result.returncode == 2


def test_what_was_learned_is_indexed_besides_but_not_in_an_index_elsewhere(
    installed: Path, tmp_path: Path
) -> None:
    data, documents = furnished(tmp_path, installed)
    (data / "lessons").mkdir()
    (data / "lessons" / f"les-KP-{YEAR}-0001.md").write_text("Zet de fiets in de stalling.")

    result = wegwijzer("reindex", "--documents", str(documents), data=data)
    elsewhere = wegwijzer(
        "reindex", "--documents", str(documents), "--index", str(tmp_path / "index"), data=data
    )

    assert "2 nieuw" in result.stdout
    assert "1 nieuw" in elsewhere.stdout
