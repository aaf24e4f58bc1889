"""What a message is meant as: control words by rule, the rest by its meaning."""

import re

from bot.intents.classifier import IntentClassifier
from bot.intents.intent import Intent
from index.embedding.embedder import Embedder

CONTROL_WORDS = frozenset({"stop", "terug", "help", "hulp", "overslaan", "opnieuw"})

_COMMAND = re.compile(r"/[a-z]\w*(\s|$)", re.IGNORECASE)
_NO_WORDS = re.compile(r"[\W\d_]+")


class IntentRecognition:
    """Tells what a message is meant as.

    Args:
        classifier: fitted on the embeddings of `embedder`.
        embedder: embeds the message.
    """

    def __init__(self, classifier: IntentClassifier, embedder: Embedder) -> None:
        self._classifier = classifier
        self._embedder = embedder

    def intent_of(self, text: str) -> Intent:
        """Recognise the intent of a cleaned, non-empty message."""
        if _COMMAND.match(text) or text.lower() in CONTROL_WORDS:
            return Intent.COMMAND
        if _NO_WORDS.fullmatch(text):
            return Intent.SMALLTALK
        probabilities = self._classifier.probabilities(self._embedder.embed_queries([text])[0])
        del probabilities[Intent.COMMAND]
        return max(probabilities, key=lambda intent: probabilities[intent])
