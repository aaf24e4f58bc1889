import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workflow.reach import largest_reach


@pytest.mark.parametrize(
    ("told", "cases"),
    [
        ("ongeveer 40 gezinnen per jaar", 40),
        ("1.200", 1200),
        ("12 345 dossiers", 12345),
        ("1,5 miljoen burgers", 1_500_000),
        ("duizenden", 2000),
        ("een paar honderd ouders", 200),
        ("enkele tientallen per maand", 240),
        ("tweehonderd", 200),
        ("drieëndertig bedrijven", 33),
        ("elke week", 52),
        ("bijna dagelijks", 250),
        ("één gezin per week", 52),
        ("om de week", 26),
        ("elke 2 weken", 26),
        ("2x per week", 104),
        ("40 tot 50 per week", 2600),
        ("elke week 3 brieven", 156),
        ("200 per jaar, en elke week 3 brieven", 200),
        ("in 2025 waren het er 300", 300),
        ("ongeveer 2000", 2000),
        ("20 van de 300 gezinnen", 20),
        ("€ 1.200 per keer, zo'n 60 keer per jaar", 60),
        ("sinds 1 januari 2026 al 17 meldingen", 17),
        ("ca. 40 per mnd", 480),
    ],
)
def test_the_number_of_cases_is_read_as_people_write_it(told: str, cases: int) -> None:
    reach = largest_reach([told])

    assert reach is not None
    assert reach.cases == cases


@pytest.mark.parametrize(
    "told",
    [
        "",
        "soms",
        "0",
        "2025",
        "30% van de klanten",
        "1 op de 5 aanvragen",
        "een op de tien",
        "al 5 jaar",
        "24/7",
        "€ 1.200",
        "300 euro",
        "18-jarigen",
        "KP-2026-0042",
        "artikel 12, lid 3",
        "de 2e keer",
        "gemiddeld 3 uur",
    ],
)
def test_what_is_no_number_of_cases_is_not_read_as_one(told: str) -> None:
    assert largest_reach([told]) is None


def test_the_largest_is_given_with_the_words_that_say_it() -> None:
    reach = largest_reach(["elke week", "soms. Ongeveer 1.200 burgers; dat groeit", ""])

    assert reach is not None
    assert (reach.cases, reach.said) == (1200, "Ongeveer 1.200 burgers")


@given(st.text(alphabet=st.sampled_from("0123456789.,-/ €%à een twintig per week op de elke jaar honderd")))
def test_any_text_can_be_read(told: str) -> None:
    reach = largest_reach([told])

    assert reach is None or reach.cases > 0


def test_a_row_of_digits_that_nobody_can_count_with_is_a_number_all_the_same():
    reach = largest_reach(["9" * 400 + " keer per dag"])

    assert reach is not None
    assert reach.cases == 10**12
