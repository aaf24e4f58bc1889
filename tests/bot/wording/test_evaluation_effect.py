import pytest

from bot.evaluation.effect import Effect
from bot.wording.evaluation_effect import describe_effect


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (
            Effect(questions=45, right_before=40, right_after=41, better=("a", "b"), worse=("c",)),
            ["Toetsvragen: 41 van de 45 goed, dat was 40.", "Beter: ‘a’, ‘b’.", "Slechter: ‘c’."],
        ),
        (
            Effect(questions=45, right_before=41, right_after=41),
            ["Toetsvragen: 41 van de 45 goed, evenveel als eerst."],
        ),
        (Effect(questions=45, right_before=None, right_after=41), ["Toetsvragen: 41 van de 45 goed."]),
        (
            Effect(questions=0, right_before=0, right_after=0),
            ["Er zijn geen toetsvragen over deze documenten."],
        ),
        (
            Effect(questions=9, right_before=9, right_after=2, worse=tuple("abcdefg")),
            ["Toetsvragen: 2 van de 9 goed, dat was 9.", "Slechter: ‘a’, ‘b’, ‘c’, ‘d’, ‘e’ en nog 2."],
        ),
    ],
)
def test_an_effect_is_said_in_sentences(effect: Effect, said: list[str]) -> None:
    assert describe_effect(effect) == said
