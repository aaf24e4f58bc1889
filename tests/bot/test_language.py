import pytest

from bot.language import language_of
from bot.wording.phrases import Language


@pytest.mark.parametrize(
    "text",
    [
        "Wat is de ACU?",
        "wau budget",
        "wie is de eigenaar in de driehoek",
        "",
        "👍",
        "Is het rapport Work in Progress al uit?",
    ],
)
def test_dutch_is_the_language_when_in_doubt(text: str) -> None:
    assert language_of(text) is Language.DUTCH


@pytest.mark.parametrize(
    "text",
    [
        "What is the ACU?",
        "Who is the owner in the driehoek?",
        "how much money is there for WaU",
        "When was the report Blind voor mens en recht published?",
    ],
)
def test_an_english_question_is_recognised_also_with_dutch_names_in_it(text: str) -> None:
    assert language_of(text) is Language.ENGLISH
