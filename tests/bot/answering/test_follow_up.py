import pytest

from bot.answering.follow_up import LONGEST, complete
from bot.memory import Exchange

BEFORE = (Exchange("Wat is de eerste pijler?"),)


@pytest.mark.parametrize(
    "question",
    ["en de tweede?", "geldt dat ook voor zbo's?", "wie besluit daarover?", "waarom?", "and the second one?"],
)
def test_a_question_that_leans_back_takes_its_subject_from_the_one_before(question: str) -> None:
    assert complete(question, BEFORE) == f"Wat is de eerste pijler? {question}"


@pytest.mark.parametrize(
    "question", ["Wat is de ACU?", "Hoe lang loopt het programma Werk aan Uitvoering?", "wau budget per jaar"]
)
def test_a_question_that_stands_on_its_own_stays_as_it_is(question: str) -> None:
    assert complete(question, BEFORE) == question


def test_without_a_question_before_nothing_is_added() -> None:
    assert complete("en de tweede?", ()) == "en de tweede?"


def test_a_long_conversation_does_not_become_a_long_question() -> None:
    assert len(complete("en daarna?", (Exchange("x" * 5000),))) <= LONGEST
