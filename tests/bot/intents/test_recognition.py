import pytest

from bot.intents.recognition import is_control_word


@pytest.mark.parametrize(
    "text", ["stop", "Terug.", "stpo", "teurg", "hulp?", "overslaan svp", "Sla over", "HELP!"]
)
def test_a_word_that_steers_is_recognised_also_with_a_typing_error(text: str) -> None:
    assert is_control_word(text)


@pytest.mark.parametrize(
    "text", ["top", "stop met de driehoek", "help me met de driehoek", "", "terugkoppeling"]
)
def test_other_words_do_not_steer(text: str) -> None:
    assert not is_control_word(text)
