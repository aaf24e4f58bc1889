from bot.answering.follow_up import LONGEST, complete, shown_for
from bot.memory import Exchange

BEFORE = (Exchange("Wat is de eerste pijler?", shown=("a.md",)),)


def test_the_question_before_comes_in_front() -> None:
    assert complete("en de tweede?", "Wat is de eerste pijler?") == "Wat is de eerste pijler? en de tweede?"


def test_a_long_conversation_does_not_become_a_long_question() -> None:
    assert len(complete("en daarna?", "x" * 5000)) <= LONGEST


def test_what_was_shown_is_known_when_the_same_is_asked_again() -> None:
    assert shown_for("wat is de eerste pijler", BEFORE) == {"a.md"}
    assert shown_for("Wat is de tweede pijler?", BEFORE) == set()
