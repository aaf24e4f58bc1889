import pytest

from bot.fixed_answers.follow_up import leads_to
from bot.fixed_answers.sameness import Sameness, load_sameness
from index.embedding.embedder import Embedder


@pytest.fixture(scope="module")
def sameness(embedder: Embedder) -> Sameness:
    loaded = load_sameness(embedder.name)
    assert loaded
    return loaded


def is_same(sameness: Sameness, embedder: Embedder, one: str, other: str) -> bool:
    first, second = sameness.whitened(embedder.embed_queries([one, other]))
    return sameness.compare(one, other, float(first @ second)).is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wie vervangt de eigenaar bij ziekte?", "wie VERVANGT de eigenaar, bij ziekte"),
        ("Wie vervangt de eigenaar bij ziekte?", "Wie vervangt de eigenaar als die ziek is?"),
        ("Hoe vaak komt de driehoek bij elkaar?", "hoe dikwijls komt de driehoek bijeen"),
        ("Wanneer komt de Staat van de Uitvoering 2026 uit?", "datum staat van de uitvoering 2026"),
    ],
)
def test_questions_that_ask_the_same_are_told(sameness: Sameness, embedder: Embedder, one: str, other: str):
    assert is_same(sameness, embedder, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wie vervangt de eigenaar?", "Wanneer wordt de eigenaar vervangen?"),
        ("Wanneer komt de Staat van 2026 uit?", "Wanneer komt de Staat van 2024 uit?"),
        ("Hoe zet ik notificaties uit?", "Hoe zet ik notificaties aan?"),
        ("Waar vind ik het jaarplan?", "Waar vind ik het jaarverslag?"),
        ("Mag ik gegevens delen?", "Mag ik geen gegevens delen?"),
        ("Wie is het aanspreekpunt bij UWV?", "Wie is het aanspreekpunt bij SVB?"),
        ("Hoeveel knelpunten zijn er?", "Hoeveel opgeloste knelpunten zijn er?"),
    ],
)
def test_questions_that_look_the_same_are_told_apart(
    sameness: Sameness, embedder: Embedder, one: str, other: str
):
    assert not is_same(sameness, embedder, one, other)
    assert not is_same(sameness, embedder, other, one)


@pytest.mark.parametrize(
    ("message", "leads"),
    [
        ("en bij ziekte?", True),
        ("en wie vervangt hem bij ziekte?", True),
        ("en wanneer?", False),
        ("en de tolk?", False),
    ],
)
def test_a_follow_up_asks_what_it_asks_together_with_the_one_before(message: str, leads: bool):
    assert leads_to("Wie vervangt de eigenaar?", message, "Wie vervangt de eigenaar bij ziekte?") is leads
