from pathlib import Path

import pytest

from index.backend import Generations
from index.build import reindex
from index.changes import Changes, DocumentChanges
from index.lock import LockedError
from index.search import Index
from knowledge.unreadable import SkipReason, Unreadable
from tests.index.conftest import NewIndex
from tests.index.documents import PARKING, PASSPORT, WASTE, document
from tests.index.hashed_words import HashedWords


def test_a_first_build_counts_everything_as_new(generations: Generations, embedder: HashedWords) -> None:
    summary = reindex([PARKING, PASSPORT], generations, embedder)

    assert summary.built
    assert summary.generation == 1
    assert summary.documents == DocumentChanges(new=("parkeren.md", "paspoort.md"))
    assert summary.passages == Changes(new=2)


def test_every_passage_and_every_line_is_embedded_under_its_title(
    generations: Generations, embedder: HashedWords
) -> None:
    two_sentences = document("a.md", "Dit is een zin. Dit is er nog een.", title="Titel", heading="Kop")

    reindex([two_sentences], generations, embedder)

    assert embedder.embedded == [
        "Titel\nKop\nDit is een zin. Dit is er nog een.",
        "Titel\nKop\nDit is een zin.",
        "Titel\nKop\nDit is er nog een.",
    ]


def test_unchanged_input_makes_no_new_generation(generations: Generations, embedder: HashedWords) -> None:
    reindex([PARKING, PASSPORT], generations, embedder)
    embedder.embedded.clear()

    summary = reindex([PARKING, PASSPORT], generations, embedder)

    assert not summary.built
    assert summary.generation == 1
    assert summary.documents == DocumentChanges(unchanged=2)
    assert summary.passages == Changes(unchanged=2)
    assert embedder.embedded == []


def test_only_what_changed_is_embedded_again(generations: Generations, embedder: HashedWords) -> None:
    before = document("b.md", "De eerste zin blijft. De tweede verandert.", title="B")
    after = document("b.md", "De eerste zin blijft. De tweede is anders.", title="B")
    reindex([PARKING, before], generations, embedder)
    embedder.embedded.clear()

    summary = reindex([PARKING, after], generations, embedder)

    assert embedder.embedded == ["B\nDe eerste zin blijft. De tweede is anders.", "B\nDe tweede is anders."]
    assert summary.embedded == 2
    assert summary.documents == DocumentChanges(changed=("b.md",), unchanged=1)
    assert summary.passages == Changes(changed=1, unchanged=1)


def test_reused_vectors_give_the_same_scores_as_new_ones(new_index: NewIndex, embedder: HashedWords) -> None:
    with new_index() as updated, new_index() as new:
        reindex([PARKING], updated, embedder)
        reindex([WASTE, PARKING], updated, embedder)
        reindex([WASTE, PARKING], new, embedder)

        of_updated, of_new = (Index.open(one, embedder).search("loket", 2) for one in (updated, new))

    assert of_updated == of_new


def test_a_document_that_is_gone_is_removed(generations: Generations, embedder: HashedWords) -> None:
    reindex([PARKING, PASSPORT], generations, embedder)

    summary = reindex([PASSPORT], generations, embedder)

    assert summary.documents == DocumentChanges(removed=("parkeren.md",), unchanged=1)
    assert summary.passages == Changes(removed=1, unchanged=1)
    assert len(Index.open(generations, embedder)) == 1


def test_a_file_that_cannot_be_read_is_named_and_the_rest_indexed(
    generations: Generations, embedder: HashedWords
) -> None:
    unreadable = Unreadable(Path("scan.pdf"), SkipReason.NO_TEXT)

    summary = reindex([PARKING, unreadable, PASSPORT], generations, embedder)

    assert summary.skipped == (unreadable,)
    assert summary.documents.new == ("parkeren.md", "paspoort.md")


def test_another_model_embeds_everything_again(generations: Generations, embedder: HashedWords) -> None:
    reindex([PARKING], generations, embedder)
    other = HashedWords("hashed-words@2")

    summary = reindex([PARKING], generations, other)

    assert summary.built
    assert len(other.embedded) == 2
    assert summary.documents == DocumentChanges(unchanged=1)


def test_no_documents_make_an_empty_index(generations: Generations, embedder: HashedWords) -> None:
    reindex([], generations, embedder)

    assert Index.open(generations, embedder).search("iets", 5) == []


def test_progress_ends_at_the_number_of_texts_to_embed(
    generations: Generations, embedder: HashedWords
) -> None:
    seen: list[tuple[int, int]] = []

    reindex(
        [PARKING, PASSPORT], generations, embedder, progress=lambda done, total: seen.append((done, total))
    )

    assert seen == [(2, 4), (4, 4)]


def test_two_builds_at_once_are_refused(generations: Generations, embedder: HashedWords) -> None:
    with generations.builder(), pytest.raises(LockedError):
        reindex([PARKING], generations, embedder)


def test_the_manifest_says_what_the_index_was_made_of(
    generations: Generations, embedder: HashedWords
) -> None:
    reindex([PARKING, PASSPORT], generations, embedder)

    manifest = generations.current().manifest

    assert manifest.model == "hashed-words@1"
    assert manifest.documents.keys() == {"parkeren.md", "paspoort.md"}
    assert (manifest.passages, manifest.lines) == (2, 2)


def test_a_generation_that_is_not_approved_does_not_serve_but_is_told_about(
    generations: Generations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)
    tried: list[int] = []

    def refuse(index: Index) -> None:
        tried.append(len(index.search("loket", 9)))

    summary = reindex([PARKING, PASSPORT], generations, embedder, judge=refuse)

    assert (summary.built, summary.refused, summary.generation) == (False, True, 1)
    assert summary.documents.new == ("paspoort.md",)
    assert tried == [2]
    assert len(Index.open(generations, embedder)) == 1


def test_what_was_measured_of_a_generation_is_kept_with_it(
    generations: Generations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder, judge=lambda index: {"passages": len(index)})

    assert generations.current().manifest.measured == {"passages": 1}
