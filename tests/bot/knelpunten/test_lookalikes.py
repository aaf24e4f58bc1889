from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knelpunten.likeness import Likeness, Problem, Told, Weights, load_likeness, problem_of
from bot.knelpunten.lookalikes import LookAlikes, embed
from bot.knelpunten.report import Report
from index.embedding import load_embedder
from index.embedding.embedder import Embedder, Vectors

INWONENDE_ZOON = Problem(
    "Als een meerderjarig kind weer bij zijn ouders intrekt, wordt hun bijstand verlaagd. Ouders zetten "
    "hun kind daarom op straat, en die jongeren worden dakloos.",
    "Kostendelersnorm maakt jongeren dakloos",
    "gezinnen met bijstand",
    "Participatiewet, artikel 22a",
)
INWONENDE_DOCHTER = Problem(
    "Een moeder krijgt minder uitkering zodra haar dochter van 27 weer thuis komt wonen. De dochter mag van "
    "haar niet blijven en wordt dakloos.",
    "Jongeren dakloos door korting op bijstand van ouders",
    "dakloze jongeren",
    "PW",
)
ZOEKTERMIJN = Problem(
    "Jongeren onder de 27 moeten eerst vier weken zelf werk zoeken voordat zij bijstand mogen aanvragen.",
    "Zoektermijn voor jongeren",
    "jongeren tot 27 jaar",
    "Participatiewet",
)
RIJBEWIJS = Problem(
    "Ouderen wachten maanden op de keuring voor hun rijbewijs.",
    "Keuring rijbewijs duurt te lang",
    "75-plussers",
    "Reglement rijbewijzen",
)
PLAIN = Likeness(np.zeros(2, np.float32), dict.fromkeys(Told, Weights(np.array([20.0, 0, 0]), -18.0, 0.5)))
"""Shows what has a cosine of at least .9."""


@pytest.fixture(scope="module")
def embedder(installed: Path) -> Embedder:
    return load_embedder(None, installed)


@pytest.fixture(scope="module")
def likeness(embedder: Embedder) -> Likeness:
    fitted = load_likeness(embedder.name)
    assert fitted, "the weights that are shipped are for another model than the default one"
    return fitted


def stored(likeness: Likeness, embedder: Embedder, **problems: Problem) -> LookAlikes:
    return LookAlikes(likeness, [*problems], [*problems.values()], embed([*problems.values()], embedder))


def at_angles(*degrees: float) -> Vectors:
    radians = np.radians(degrees)
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)


def numbered(vectors: Vectors) -> tuple[list[str], list[Problem]]:
    return [str(row) for row in range(len(vectors))], [
        Problem(f"Melding {row}") for row in range(len(vectors))
    ]


def shown(look_alikes: LookAlikes, degrees: float, excluding: Sequence[str] = ()) -> list[str]:
    found = look_alikes.similar(Problem("Melding"), at_angles(degrees)[0], excluding)
    return [look_alike.number for look_alike in found]


def test_the_same_knelpunt_in_other_words_is_shown(likeness: Likeness, embedder: Embedder) -> None:
    look_alikes = stored(likeness, embedder, zoon=INWONENDE_ZOON, termijn=ZOEKTERMIJN, rijbewijs=RIJBEWIJS)
    (vector,) = embed([INWONENDE_DOCHTER], embedder)

    (found,) = look_alikes.similar(INWONENDE_DOCHTER, vector)

    assert found.number == "zoon"
    assert 0.5 < found.score < 1


def test_another_knelpunt_with_the_same_law_is_not_shown(likeness: Likeness, embedder: Embedder) -> None:
    look_alikes = stored(likeness, embedder, zoon=INWONENDE_ZOON, rijbewijs=RIJBEWIJS)
    (vector,) = embed([ZOEKTERMIJN], embedder)

    assert look_alikes.similar(ZOEKTERMIJN, vector) == ()


def test_a_description_alone_can_be_enough(likeness: Likeness, embedder: Embedder) -> None:
    look_alikes = stored(likeness, embedder, zoon=INWONENDE_ZOON, termijn=ZOEKTERMIJN)
    told = Problem(
        "Ouders met bijstand worden gekort als hun meerderjarig kind weer thuis komt wonen. Door de "
        "kostendelersnorm zetten zij het op straat en wordt het dakloos."
    )

    (found,) = look_alikes.similar(told, embed([told], embedder)[0])

    assert found.number == "zoon"


def test_stored_knelpunten_are_compared_with_each_other(likeness: Likeness, embedder: Embedder) -> None:
    look_alikes = stored(
        likeness, embedder, zoon=INWONENDE_ZOON, dochter=INWONENDE_DOCHTER, rijbewijs=RIJBEWIJS
    )

    assert [found.number for found in look_alikes.similar_to("zoon")] == ["dochter"]
    assert [found.number for found in look_alikes.similar_to("dochter")] == ["zoon"]
    assert look_alikes.similar_to("rijbewijs") == ()


def test_a_stored_knelpunt_has_to_be_there_to_be_compared(likeness: Likeness) -> None:
    look_alikes = LookAlikes(likeness, [], [], np.empty((0, len(likeness.mean)), np.float32))

    with pytest.raises(KeyError):
        look_alikes.similar_to("KP-2026-0001")


def test_nothing_is_shown_when_nothing_is_stored() -> None:
    assert shown(LookAlikes(PLAIN, [], [], at_angles()), 0) == []


def test_at_most_three_are_shown_best_first() -> None:
    vectors = at_angles(4, 1, 3, 2, 180)

    assert shown(LookAlikes(PLAIN, *numbered(vectors), vectors), 0) == ["1", "3", "2"]


def test_what_is_excluded_is_not_shown() -> None:
    vectors = at_angles(0, 5)

    assert shown(LookAlikes(PLAIN, *numbered(vectors), vectors), 0, ["0", "not there"]) == ["1"]


def test_a_number_that_is_added_again_takes_the_place_of_the_old_one() -> None:
    vectors = at_angles(0, 90)
    look_alikes = LookAlikes(PLAIN, *numbered(vectors), vectors)

    look_alikes.add("0", Problem("Anders"), at_angles(180)[0])

    assert len(look_alikes) == 2
    assert shown(look_alikes, 0) == []
    assert shown(look_alikes, 180) == ["0"]


@given(st.lists(st.integers(0, 359), max_size=200), st.integers(0, 200))
def test_adding_one_by_one_is_the_same_as_all_at_once(degrees: list[int], at_once: int) -> None:
    vectors = at_angles(*degrees)
    numbers, problems = numbered(vectors)
    one_by_one = LookAlikes(PLAIN, numbers[:at_once], problems[:at_once], vectors[:at_once])
    for row in range(at_once, len(degrees)):
        one_by_one.add(numbers[row], problems[row], vectors[row])

    assert shown(one_by_one, 0) == shown(LookAlikes(PLAIN, numbers, problems, vectors), 0)


def test_searching_goes_on_while_knelpunten_are_added() -> None:
    vectors = at_angles(*np.linspace(0, 1, 1000))
    numbers, problems = numbered(vectors)
    look_alikes = LookAlikes(PLAIN, numbers[:1], problems[:1], vectors[:1])

    with ThreadPoolExecutor(4) as threads:
        adding = [
            threads.submit(look_alikes.add, *row) for row in zip(numbers, problems, vectors, strict=True)
        ]
        searches = [threads.submit(shown, look_alikes, 0, numbers[:500]) for _ in range(500)]

    assert all(task.exception() is None for task in (*adding, *searches))
    assert len(look_alikes) == 1000


def test_nothing_is_loaded_for_a_model_that_was_not_fitted() -> None:
    assert load_likeness("another-model@0") is None


def test_a_report_is_compared_by_what_tells_it_from_others() -> None:
    report = Report(
        title="Te lang wachten",
        description="De keuring duurt te lang.",
        affected="burgers",
        group="ouderen",
        organisation="CBR",
        regulation="Reglement rijbewijzen",
        cause="capaciteit",
    )

    assert problem_of(report) == Problem(
        "De keuring duurt te lang.", "Te lang wachten", "ouderen", "Reglement rijbewijzen"
    )
