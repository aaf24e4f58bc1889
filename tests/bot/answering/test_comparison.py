import pytest

from bot.answering.comparison import asked_of_each


@pytest.mark.parametrize(
    ("question", "each"),
    [
        (
            "Wat is het verschil tussen de eigenaar en de opdrachtgever?",
            ["wat is de eigenaar?", "wat is de opdrachtgever?"],
        ),
        ("verschil output en outcome", ["wat is output?", "wat is outcome?"]),
        ("Waarin verschilt een zbo van een agentschap?", ["wat is een zbo?", "wat is een agentschap?"]),
        ("What is the difference between fix and solve?", ["wat is fix?", "wat is solve?"]),
    ],
)
def test_a_difference_asks_what_each_of_two_things_is(question: str, each: list[str]) -> None:
    assert asked_of_each(question) == each


@pytest.mark.parametrize(
    "question", ["Wat is de ACU?", "wat is er tussen 2021 en 2031 gebeurd?", "verschil", ""]
)
def test_another_question_compares_nothing(question: str) -> None:
    assert asked_of_each(question) == []
