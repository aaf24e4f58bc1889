import pytest

from bot.knelpunten.laws import laws_in


@pytest.mark.parametrize(
    "text", ["Participatiewet, artikel 22a", "pw", "de bijstandsuitkering van de ouders", "De Bijstand"]
)
def test_one_law_is_found_by_each_of_its_names(text: str) -> None:
    assert laws_in(text) == {"algemene-bijstand"}


def test_a_text_may_name_several_laws() -> None:
    assert laws_in("Tussen Wmo en Wlz valt iemand tussen wal en schip") == {"wmo", "wlz"}


def test_a_short_abbreviation_is_not_found_inside_a_word() -> None:
    assert laws_in("De wwz-lijst en de aowners") == frozenset()


def test_a_text_without_a_law_names_none() -> None:
    assert laws_in("Niemand neemt de telefoon op.") == frozenset()
