"""What a message is meant as: control words by rule, the rest by its meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.classifier import Classifier
from bot.conversation.control import Control, control_of
from bot.intents.intent import Intent
from bot.intents.report_wish import describes, wants_to_report
from index.embedding.embedder import Vectors

STEERING = {Control.BACK, Control.SKIP, Control.STOP, Control.HELP, Control.AGAIN}
"""What steers a conversation, also where there is none to steer."""

DOUBTFUL = 0.28
"""Smallest probability of both a question and a report at which the person is asked which of the two."""

SURE = 0.7
"""Probability of a question that outweighs words of reporting in it."""

_COMMAND = re.compile(r"/ ?[a-z]", re.IGNORECASE)
_NO_WORDS = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a message was recognised as.

    Attributes:
        intent: the most probable one.
        probabilities: of each intent.
    """

    intent: Intent
    probabilities: Mapping[Intent, float]

    @property
    def in_doubt(self) -> bool:
        """Whether it may as well be a question as a report."""
        likely = min(self.probabilities[Intent.QUESTION], self.probabilities[Intent.REPORT])
        return self.intent in {Intent.QUESTION, Intent.REPORT} and likely >= DOUBTFUL


class IntentRecognition:
    """Tells what a message is meant as.

    Args:
        classifier: fitted on embeddings of messages.
    """

    def __init__(self, classifier: Classifier[Intent]) -> None:
        self._classifier = classifier

    def recognise(self, text: str, vector: Vectors) -> Recognised:
        """Recognise the intent of a message.

        Args:
            text: the message, cleaned.
            vector: its embedding as a query, of shape (dimensions,).
        """
        probabilities = self._classifier.probabilities(vector)
        return Recognised(_intent(text, probabilities), probabilities)


def _intent(text: str, probabilities: Mapping[Intent, float]) -> Intent:
    if _COMMAND.match(text) or control_of(text) in STEERING:
        return Intent.COMMAND
    if _NO_WORDS.fullmatch(text):
        return Intent.SMALLTALK
    best = max(set(Intent) - {Intent.COMMAND}, key=lambda intent: probabilities[intent])
    says_so = best is not Intent.HOSTILE and probabilities[Intent.QUESTION] < SURE
    return Intent.REPORT if says_so and wants_to_report(text) and not describes(text) else best
