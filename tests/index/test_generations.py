from pathlib import Path

import pytest

from index.build import reindex
from index.generations import NoIndexError, WrongModelError, current_generation
from index.search import Index
from tests.index.documents import PARKING, PASSPORT, WASTE
from tests.index.hashed_words import HashedWords


def generations(index_dir: Path) -> list[str]:
    return sorted(path.name for path in index_dir.iterdir() if path.is_dir())


def test_a_folder_without_an_index_is_refused_as_missing(tmp_path: Path, embedder: HashedWords) -> None:
    with pytest.raises(NoIndexError) as error:
        Index.open(tmp_path, embedder)

    assert (error.value.index_dir, error.value.reason) == (tmp_path, "missing")


def test_an_index_of_another_model_is_refused_by_name(tmp_path: Path, embedder: HashedWords) -> None:
    reindex([PARKING], tmp_path, embedder)

    with pytest.raises(WrongModelError) as error:
        Index.open(tmp_path, HashedWords("another@1"))

    assert (error.value.made_by, error.value.opened_with) == ("hashed-words@1", "another@1")


def test_an_index_of_another_version_is_refused_as_outdated(tmp_path: Path, embedder: HashedWords) -> None:
    reindex([PARKING], tmp_path, embedder)
    manifest = tmp_path / "000001" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 0'))

    with pytest.raises(NoIndexError) as error:
        Index.open(tmp_path, embedder)

    assert error.value.reason == "outdated"


@pytest.mark.parametrize("name", ["manifest.json", "lines.npy", "passages.faiss", "passages.jsonl"])
def test_a_file_cut_short_is_noticed_and_a_build_repairs_it(
    tmp_path: Path, embedder: HashedWords, name: str
) -> None:
    reindex([PARKING], tmp_path, embedder)
    path = tmp_path / "000001" / name
    path.write_bytes(path.read_bytes()[:20])

    with pytest.raises(NoIndexError) as error:
        Index.open(tmp_path, embedder)
    assert error.value.reason == "damaged"

    assert reindex([PARKING], tmp_path, embedder).built
    assert len(Index.open(tmp_path, embedder)) == 1


def test_an_index_that_is_open_goes_on_while_newer_ones_are_built(
    tmp_path: Path, embedder: HashedWords
) -> None:
    reindex([PARKING], tmp_path, embedder)
    opened = Index.open(tmp_path, embedder)

    for documents in ([PASSPORT], [WASTE], [PASSPORT, WASTE]):
        reindex(documents, tmp_path, embedder)

    assert opened.search("parkeervergunning", 1)[0].passage.source.title == "Parkeren"
    assert opened.generation != current_generation(tmp_path).number


def test_what_a_crash_left_is_cleaned_at_the_next_build(tmp_path: Path, embedder: HashedWords) -> None:
    leftover = tmp_path / "building" / "lines.npy"
    leftover.parent.mkdir()
    leftover.write_text("half")

    reindex([PARKING], tmp_path, embedder)

    assert generations(tmp_path) == ["000001"]


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, embedder: HashedWords) -> None:
    class Broken(HashedWords):
        def embed_passages(self, *_: object) -> None:  # type: ignore[override]
            raise MemoryError

    reindex([PARKING], tmp_path, embedder)

    with pytest.raises(MemoryError):
        reindex([PASSPORT], tmp_path, Broken())

    assert generations(tmp_path) == ["000001"]
    assert Index.open(tmp_path, embedder).generation == 1
