import pytest

from index.backend import Generations
from index.build import reindex
from index.files.generations import FileGenerations
from index.generations import NoIndexError, WrongModelError
from index.search import Index
from tests.index.conftest import IN_FILES
from tests.index.documents import PARKING, PASSPORT, WASTE
from tests.index.hashed_words import HashedWords


def folders(generations: FileGenerations) -> list[str]:
    return sorted(path.name for path in generations.folder.iterdir() if path.is_dir())


def test_a_place_without_an_index_is_refused_as_missing(
    generations: Generations, embedder: HashedWords
) -> None:
    with pytest.raises(NoIndexError) as error:
        Index.open(generations, embedder)

    assert (error.value.place, error.value.reason) == (generations.place, "missing")


def test_an_index_of_another_model_is_refused_by_name(
    generations: Generations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)

    with pytest.raises(WrongModelError) as error:
        Index.open(generations, HashedWords("another@1"))

    assert (error.value.made_by, error.value.opened_with) == ("hashed-words@1", "another@1")


@IN_FILES
def test_an_index_of_another_version_is_refused_as_outdated(
    generations: FileGenerations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)
    manifest = generations.folder / "000001" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 0'))

    with pytest.raises(NoIndexError) as error:
        Index.open(generations, embedder)

    assert error.value.reason == "outdated"


@IN_FILES
@pytest.mark.parametrize("name", ["manifest.json", "lines.npy", "passages.faiss", "passages.jsonl"])
def test_a_file_cut_short_is_noticed_and_a_build_repairs_it(
    generations: FileGenerations, embedder: HashedWords, name: str
) -> None:
    reindex([PARKING], generations, embedder)
    path = generations.folder / "000001" / name
    path.write_bytes(path.read_bytes()[:20])

    with pytest.raises(NoIndexError) as error:
        Index.open(generations, embedder)
    assert error.value.reason == "damaged"

    assert reindex([PARKING], generations, embedder).built
    assert len(Index.open(generations, embedder)) == 1


def test_an_index_that_is_open_goes_on_while_newer_ones_are_built(
    generations: Generations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)
    opened = Index.open(generations, embedder)

    for documents in ([PASSPORT], [WASTE], [PASSPORT, WASTE]):
        reindex(documents, generations, embedder)

    assert opened.search("parkeervergunning", 1)[0].passage.source.title == "Parkeren"
    assert opened.generation != generations.current().number


@IN_FILES
def test_what_a_crash_left_is_cleaned_at_the_next_build(
    generations: FileGenerations, embedder: HashedWords
) -> None:
    leftover = generations.folder / "building" / "lines.npy"
    leftover.parent.mkdir(parents=True)
    leftover.write_text("half")

    reindex([PARKING], generations, embedder)

    assert folders(generations) == ["000001"]


@IN_FILES
def test_a_build_that_fails_leaves_nothing_behind(
    generations: FileGenerations, embedder: HashedWords
) -> None:
    class Broken(HashedWords):
        def embed_passages(self, *_: object) -> None:  # type: ignore[override]
            raise MemoryError

    reindex([PARKING], generations, embedder)

    with pytest.raises(MemoryError):
        reindex([PASSPORT], generations, Broken())

    assert folders(generations) == ["000001"]
    assert Index.open(generations, embedder).generation == 1
