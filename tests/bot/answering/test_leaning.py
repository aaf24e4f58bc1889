from pathlib import Path

import pytest

from bot.answering.leaning import Leaning, load_leaning
from index.embedding.embedder import Embedder


@pytest.fixture(scope="module")
def leaning(embedder: Embedder, installed: Path) -> Leaning:
    return load_leaning(embedder, installed / "models")


@pytest.mark.parametrize(
    "question",
    [
        "en de tweede?",
        "geldt dat ook voor zbo's?",
        "wie besluit daarover?",
        "waarom?",
        "en sinds wanneer gebruiken we het?",
        "met wie",
        "hoe vaak",
        "and the second one?",
    ],
)
def test_a_question_that_leans_on_the_one_before_is_recognised(
    question: str, leaning: Leaning, embedder: Embedder
) -> None:
    assert leaning.leans(embedder.embed_queries([question])[0])


@pytest.mark.parametrize(
    "message",
    [
        "Wat is de ACU?",
        "Welke rollen zijn er in de driehoek?",
        "Hoe lang loopt het programma Werk aan Uitvoering?",
        "wau budget per jaar",
        "dank je wel",
        "fijn, dan weet ik genoeg",
        "ik wil een knelpunt melden",
    ],
)
def test_a_message_that_stands_on_its_own_is_recognised(
    message: str, leaning: Leaning, embedder: Embedder
) -> None:
    assert not leaning.leans(embedder.embed_queries([message])[0])
