from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.build import reindex
from index.generations import (
    NoGenerationError,
    WrongModelError,
    current_generation,
    generations,
    is_held,
)
from index.lock import LockedError
from index.search import Index
from index.switching import Keeping, builder, go_back, remove_old
from tests.index.documents import PARKING, PASSPORT, WASTE
from tests.index.hashed_words import HashedWords

NOW = datetime.now(UTC)


@pytest.fixture
def three(tmp_path: Path, embedder: HashedWords) -> Path:
    """An index of which the third generation serves; each is of one document."""
    for document in (PARKING, PASSPORT, WASTE):
        reindex([document], tmp_path, embedder)
    return tmp_path


def numbers(index_dir: Path) -> list[int]:
    return [generation.number for generation in generations(index_dir)]


def documents(index_dir: Path) -> set[str]:
    return set(current_generation(index_dir).manifest.documents)


def test_a_generation_from_before_serves_again_and_is_held(three: Path, embedder: HashedWords) -> None:
    go_back(three, 1, embedder.name)

    assert documents(three) == {"parkeren.md"}
    assert is_held(three)
    assert numbers(three) == [3, 2, 1]


def test_who_answers_from_the_generation_after_it_goes_on(three: Path, embedder: HashedWords) -> None:
    opened = Index.open(three, embedder)

    go_back(three, 1, embedder.name)

    assert opened.search("loket", 1)[0].passage.source == WASTE.source


def test_after_going_back_a_build_gets_a_number_of_its_own_and_holds_no_more(
    three: Path, embedder: HashedWords
) -> None:
    go_back(three, 1, embedder.name)

    summary = reindex([PARKING, WASTE], three, embedder)

    assert summary.generation == 4
    assert summary.documents.new == ("afval.md",)
    assert not is_held(three)


def test_a_build_that_changes_nothing_holds_no_more(three: Path, embedder: HashedWords) -> None:
    go_back(three, 1, embedder.name)

    assert not reindex([PARKING], three, embedder).built

    assert not is_held(three)
    assert documents(three) == {"parkeren.md"}


@pytest.mark.parametrize("number", [0, 4, -1])
def test_going_back_to_what_is_not_there_changes_nothing(
    three: Path, embedder: HashedWords, number: int
) -> None:
    with pytest.raises(NoGenerationError):
        go_back(three, number, embedder.name)

    assert current_generation(three).number == 3
    assert not is_held(three)


def test_a_damaged_generation_is_not_gone_back_to(three: Path, embedder: HashedWords) -> None:
    (three / "000001" / "passages.jsonl").write_bytes(b"")

    with pytest.raises(NoGenerationError):
        go_back(three, 1, embedder.name)

    assert numbers(three) == [3, 2]


def test_a_generation_of_another_model_is_not_gone_back_to(three: Path) -> None:
    with pytest.raises(WrongModelError):
        go_back(three, 1, "another@1")

    assert current_generation(three).number == 3


def test_while_the_index_is_built_nothing_goes_back(three: Path, embedder: HashedWords) -> None:
    with builder(three), pytest.raises(LockedError):
        go_back(three, 1, embedder.name)


def test_the_newest_generations_are_kept(three: Path) -> None:
    assert remove_old(three, Keeping(count=2), NOW) == (1,)
    assert numbers(three) == [3, 2]


def test_a_generation_that_served_too_long_ago_is_removed(three: Path, embedder: HashedWords) -> None:
    go_back(three, 2, embedder.name)
    month = Keeping(count=9, age=timedelta(days=30))

    assert remove_old(three, month, datetime.now(UTC) + timedelta(days=29)) == ()
    assert remove_old(three, month, datetime.now(UTC) + timedelta(days=31)) == (1,)
    assert numbers(three) == [3, 2]


def test_the_one_that_serves_stays_however_old_it_is(three: Path, embedder: HashedWords) -> None:
    go_back(three, 1, embedder.name)

    remove_old(three, Keeping(count=2, age=timedelta(days=30)), datetime.now(UTC) + timedelta(days=400))

    assert documents(three) == {"parkeren.md"}


def test_who_has_a_removed_generation_open_goes_on(tmp_path: Path, embedder: HashedWords) -> None:
    reindex([PARKING], tmp_path, embedder)
    opened = Index.open(tmp_path, embedder)
    for document in (PASSPORT, WASTE):
        reindex([document], tmp_path, embedder)

    remove_old(tmp_path, Keeping(count=2), NOW)

    assert numbers(tmp_path) == [3, 2]
    assert opened.search("parkeervergunning", 1)[0].passage.source == PARKING.source
