import pytest

from bot.conversation.control import Control, control_of


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("terug", Control.BACK),
        ("Terug.", Control.BACK),
        ("/terug", Control.BACK),
        ("teurg", Control.BACK),
        ("stop", Control.STOP),
        ("stpo", Control.STOP),
        ("overslaan svp", Control.SKIP),
        ("Sla over", Control.SKIP),
        ("overslan", Control.SKIP),
        ("weet ik niet", Control.SKIP),
        ("HELP!", Control.HELP),
        ("hulp?", Control.HELP),
        ("ga verder", Control.KEEP),
        ("versturen", Control.SEND),
    ],
)
def test_a_word_that_steers_is_understood_however_it_is_typed(text: str, control: Control) -> None:
    assert control_of(text) is control


@pytest.mark.parametrize(
    "text", ["top", "stop met de driehoek", "help me met de driehoek", "", "terugkoppeling", "elke dag"]
)
def test_other_words_do_not_steer(text: str) -> None:
    assert control_of(text) is None
