import pytest

from bot.answering.follow_up import LONGEST, complete, leans_back, shown_for
from bot.memory import Exchange

BEFORE = (Exchange("Wat is de eerste pijler?", shown=("a.md",)),)


@pytest.mark.parametrize(
    "question",
    [
        "en de tweede?",
        "geldt dat ook voor zbo's?",
        "wie besluit daarover?",
        "wie is er voorzitter van?",
        "waarom?",
        "and the second one?",
    ],
)
def test_a_question_that_leans_back_is_recognised(question: str) -> None:
    assert leans_back(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wat is de ACU?",
        "Welke rollen zijn er in de driehoek?",
        "Hoe lang loopt het programma Werk aan Uitvoering?",
        "wau budget per jaar",
    ],
)
def test_a_question_that_stands_on_its_own_is_recognised(question: str) -> None:
    assert not leans_back(question)


def test_a_question_that_leans_back_takes_its_subject_from_the_one_before() -> None:
    assert complete("en de tweede?", BEFORE) == "Wat is de eerste pijler? en de tweede?"


def test_a_long_conversation_does_not_become_a_long_question() -> None:
    assert len(complete("en daarna?", (Exchange("x" * 5000),))) <= LONGEST


def test_what_was_shown_is_known_when_the_same_is_asked_again() -> None:
    assert shown_for("wat is de eerste pijler", BEFORE) == {"a.md"}
    assert shown_for("Wat is de tweede pijler?", BEFORE) == set()
