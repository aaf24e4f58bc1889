"""What a message is meant as: control words by rule, the rest by its meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.intents.classifier import IntentClassifier
from bot.intents.intent import Intent
from index.embedding.embedder import Embedder
from index.words import words

CONTROL_WORDS = ("stop", "terug", "help", "hulp", "overslaan", "sla over", "opnieuw", "begin opnieuw")

_COMMAND = re.compile(r"/ ?[a-z]", re.IGNORECASE)
_PLEASE = {"svp", "aub", "graag"}
_NO_WORDS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a message was recognised as.

    Attributes:
        intent: the most probable one.
        probabilities: of each intent.
    """

    intent: Intent
    probabilities: Mapping[Intent, float]


class IntentRecognition:
    """Tells what a message is meant as.

    Args:
        classifier: fitted on the embeddings of `embedder`.
        embedder: embeds the message.
    """

    def __init__(self, classifier: IntentClassifier, embedder: Embedder) -> None:
        self._classifier = classifier
        self._embedder = embedder

    def recognise(self, text: str) -> Recognised:
        """Recognise the intent of a cleaned, non-empty message."""
        embedding = self._embedder.embed_queries([text])[0]
        probabilities = self._classifier.probabilities(embedding)
        return Recognised(_intent(text, probabilities), probabilities)


def is_control_word(text: str) -> bool:
    """Whether a message is a word that steers a conversation, also with two letters exchanged."""
    bare = " ".join(word for word in words(text) if word not in _PLEASE)
    return any(sorted(bare) == sorted(word) for word in CONTROL_WORDS)


def _intent(text: str, probabilities: Mapping[Intent, float]) -> Intent:
    if _COMMAND.match(text) or is_control_word(text):
        return Intent.COMMAND
    if _NO_WORDS.fullmatch(text):
        return Intent.SMALLTALK
    return max(set(Intent) - {Intent.COMMAND}, key=lambda intent: probabilities[intent])
