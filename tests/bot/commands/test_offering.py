import pytest

from bot.commands.offering import meant_with, offering
from bot.memory import Awaiting, Doubt
from bot.messages import Choice

OFFERED = offering(
    [
        Choice("KP-2026-0001: Brief te laat", "/toelichting KP-2026-0001"),
        Choice("Volgende", "/knelpunten pagina 2"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", "/toelichting KP-2026-0001"),
        ("KP-2026-0001", "/toelichting KP-2026-0001"),
        ("volgende", "/knelpunten pagina 2"),
        ("3", "3"),
        ("wat is de ACU?", "wat is de ACU?"),
        ("/help", "/help"),
        ("/knelpunten pagina 3", "/knelpunten pagina 3"),
        ("/toelichting", "/toelichting"),
        ("!knelpunten", "!knelpunten"),
    ],
)
def test_what_is_offered_is_chosen_by_number_or_by_words(typed: str, meant: str):
    assert meant_with(typed, OFFERED) == meant


def test_where_nothing_is_offered_a_number_is_a_number():
    assert offering([]) is None
    assert meant_with("1", None) == "1"
    assert meant_with("1", Awaiting(Doubt.WHETHER_TO_FORGET)) == "1"


SURE = offering([Choice("Ja, intrekken", "/trekin x.pdf ja"), Choice("Nee", "/document x.pdf")])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ja", "/trekin x.pdf ja"),
        ("Ja graag.", "/trekin x.pdf ja"),
        ("nee", "/document x.pdf"),
        ("liever niet", "/document x.pdf"),
        ("3", "3"),
        ("toevoegen", "toevoegen"),
    ],
)
def test_a_yes_or_no_is_about_what_is_done_when_somebody_is_sure(typed: str, meant: str):
    assert meant_with(typed, SURE) == meant


@pytest.mark.parametrize("values", [("/a", "/b"), ("/a ja", "/b ja")])
def test_where_it_is_not_clear_what_a_yes_does_it_chooses_nothing(values: tuple[str, str]):
    assert meant_with("ja", offering([Choice(value, value) for value in values])) == "ja"
