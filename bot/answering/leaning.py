"""Whether a message leans on the question before it: "en wie besluit daarover?", "hoe vaak".

What leans has no form of its own ("hoe heet het rapport"), so that it is recognised by its meaning.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from bot import classifier
from bot.classifier import Classifier, Example
from bot.intents.classifier import intent_examples
from bot.intents.intent import Intent
from index.embedding.embedder import Embedder, Vectors

QUESTIONS = Path(__file__).parent / "leaning.jsonl"
LEANS = 0.4
"""Probability from which a message is taken to lean on what was asked before: it costs more to miss that."""


class Standing(StrEnum):
    """How a message stands to the question before it."""

    LEANS = "leans"
    ALONE = "alone"


class _Row(BaseModel):
    text: str
    standing: Standing


class Leaning:
    """Tells whether a message leans on the question before it.

    Args:
        classifier: fitted on embeddings of messages.
    """

    def __init__(self, classifier: Classifier[Standing]) -> None:
        self._classifier = classifier

    def leans(self, vector: Vectors) -> bool:
        """Tell it of a message from its embedding as a query, of shape (dimensions,)."""
        return self._classifier.probabilities(vector)[Standing.LEANS] >= LEANS


@cache
def leaning_examples() -> tuple[Example[Standing], ...]:
    """Questions that lean and that do not, and other messages: none of those does."""
    rows = map(_Row.model_validate_json, QUESTIONS.read_bytes().splitlines())
    others = [example for example in intent_examples() if example.label is not Intent.QUESTION]
    return (
        *(Example(row.text, row.standing) for row in rows),
        *(Example(example.text, Standing.ALONE) for example in others),
    )


def load_leaning(embedder: Embedder, models_dir: Path) -> Leaning:
    """Load what tells it for a model; see `bot.classifier.load`."""
    return Leaning(classifier.load("leaning", leaning_examples(), embedder, models_dir))
