"""Recognises intents from the embedding of a message."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel

from bot import classifier
from bot.classifier import Classifier, Example
from bot.intents.intent import Intent
from index.embedding.embedder import Embedder

EXAMPLES = Path(__file__).parent / "examples.jsonl"


class _Row(BaseModel):
    text: str
    intent: Intent


@cache
def intent_examples() -> tuple[Example[Intent], ...]:
    """Messages to learn from, and what they were meant as."""
    rows = map(_Row.model_validate_json, EXAMPLES.read_bytes().splitlines())
    return tuple(Example(row.text, row.intent) for row in rows)


def load_classifier(embedder: Embedder, models_dir: Path) -> Classifier[Intent]:
    """Load the classifier for a model; see `bot.classifier.load`."""
    return classifier.load("intents", intent_examples(), embedder, models_dir)
