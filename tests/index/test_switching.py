from datetime import UTC, datetime, timedelta

import pytest

from index.backend import Generations
from index.build import reindex
from index.files.generations import FileGenerations
from index.generations import Keeping, NoGenerationError, WrongModelError
from index.lock import LockedError
from index.search import Index
from tests.index.conftest import IN_FILES
from tests.index.documents import PARKING, PASSPORT, WASTE
from tests.index.hashed_words import HashedWords

NOW = datetime.now(UTC)


@pytest.fixture
def three(generations: Generations, embedder: HashedWords) -> Generations:
    """An index of which the third generation serves; each is of one document."""
    for document in (PARKING, PASSPORT, WASTE):
        reindex([document], generations, embedder)
    return generations


def numbers(generations: Generations) -> list[int]:
    return [generation.number for generation in generations.all()]


def documents(generations: Generations) -> set[str]:
    return set(generations.current().manifest.documents)


def test_a_generation_from_before_serves_again_and_is_held(three: Generations, embedder: HashedWords) -> None:
    three.go_back(1, embedder.name)

    assert documents(three) == {"parkeren.md"}
    assert three.is_held()
    assert numbers(three) == [3, 2, 1]


def test_who_answers_from_the_generation_after_it_goes_on(three: Generations, embedder: HashedWords) -> None:
    opened = Index.open(three, embedder)

    three.go_back(1, embedder.name)

    assert opened.search("loket", 1)[0].passage.source == WASTE.source


def test_after_going_back_a_build_gets_a_number_of_its_own_and_holds_no_more(
    three: Generations, embedder: HashedWords
) -> None:
    three.go_back(1, embedder.name)

    summary = reindex([PARKING, WASTE], three, embedder)

    assert summary.generation == 4
    assert summary.documents.new == ("afval.md",)
    assert not three.is_held()


def test_a_build_that_changes_nothing_holds_no_more(three: Generations, embedder: HashedWords) -> None:
    three.go_back(1, embedder.name)

    assert not reindex([PARKING], three, embedder).built

    assert not three.is_held()
    assert documents(three) == {"parkeren.md"}


@pytest.mark.parametrize("number", [0, 4, -1])
def test_going_back_to_what_is_not_there_changes_nothing(
    three: Generations, embedder: HashedWords, number: int
) -> None:
    with pytest.raises(NoGenerationError):
        three.go_back(number, embedder.name)

    assert three.current().number == 3
    assert not three.is_held()


@IN_FILES
def test_a_damaged_generation_is_not_gone_back_to(three: FileGenerations, embedder: HashedWords) -> None:
    (three.folder / "000001" / "passages.jsonl").write_bytes(b"")

    with pytest.raises(NoGenerationError):
        three.go_back(1, embedder.name)

    assert numbers(three) == [3, 2]


def test_a_generation_of_another_model_is_not_gone_back_to(three: Generations) -> None:
    with pytest.raises(WrongModelError):
        three.go_back(1, "another@1")

    assert three.current().number == 3


def test_while_the_index_is_built_nothing_goes_back(three: Generations, embedder: HashedWords) -> None:
    with three.builder(), pytest.raises(LockedError):
        three.go_back(1, embedder.name)


def test_the_newest_generations_are_kept(three: Generations) -> None:
    assert three.remove_old(Keeping(count=2), NOW) == (1,)
    assert numbers(three) == [3, 2]


def test_a_generation_that_served_too_long_ago_is_removed(three: Generations, embedder: HashedWords) -> None:
    three.go_back(2, embedder.name)
    month = Keeping(count=9, age=timedelta(days=30))

    assert three.remove_old(month, datetime.now(UTC) + timedelta(days=29)) == ()
    assert three.remove_old(month, datetime.now(UTC) + timedelta(days=31)) == (1,)
    assert numbers(three) == [3, 2]


def test_the_one_that_serves_stays_however_old_it_is(three: Generations, embedder: HashedWords) -> None:
    three.go_back(1, embedder.name)

    three.remove_old(Keeping(count=2, age=timedelta(days=30)), datetime.now(UTC) + timedelta(days=400))

    assert documents(three) == {"parkeren.md"}


@IN_FILES
def test_who_has_a_removed_generation_open_goes_on(generations: Generations, embedder: HashedWords) -> None:
    reindex([PARKING], generations, embedder)
    opened = Index.open(generations, embedder)
    for document in (PASSPORT, WASTE):
        reindex([document], generations, embedder)

    generations.remove_old(Keeping(count=2), NOW)

    assert numbers(generations) == [3, 2]
    assert opened.search("parkeervergunning", 1)[0].passage.source == PARKING.source
