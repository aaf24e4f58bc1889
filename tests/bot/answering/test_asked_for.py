import pytest

from bot.answering.asked_for import AskedFor, asked_for, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hoeveel geld is er voor WaU?", AskedFor.AMOUNT),
        ("hoeveel organisaties doen mee", AskedFor.NUMBER),
        ("Wanneer begon het programma?", AskedFor.DATE),
        ("wie is de voorzitter van de ACU", AskedFor.NAME),
        ("Waarom is WaU begonnen?", AskedFor.REASON),
        ("Wat is een knelpuntenbrief?", AskedFor.OTHER),
        ("How many teams are there?", AskedFor.NUMBER),
    ],
)
def test_what_a_question_asks_for_is_told_by_its_words(question: str, kind: AskedFor) -> None:
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("text", "kind", "held"),
    [
        ("Er is 600 miljoen euro per jaar.", AskedFor.AMOUNT, True),
        ("Er is geld.", AskedFor.AMOUNT, False),
        ("Het begon in 2021.", AskedFor.DATE, True),
        ("Het begon onlangs.", AskedFor.DATE, False),
        ("De voorzitter was André Bosman.", AskedFor.NAME, True),
        ("dat weet niemand.", AskedFor.NAME, False),
        ("wat dan ook", AskedFor.OTHER, True),
    ],
)
def test_words_hold_a_thing_of_the_kind_or_not(text: str, kind: AskedFor, held: bool) -> None:
    assert holds(text, kind) is held
