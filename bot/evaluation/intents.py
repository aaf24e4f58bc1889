"""How well it is recognised what messages are meant as."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.evaluation.questions import QuestionsInvalid
from bot.intents.intent import Intent
from bot.intents.recognition import IntentRecognition
from index.embedding.embedder import Embedder


class Message(BaseModel):
    """A message and what it is meant as.

    Attributes:
        text: as a person types it.
        intent: what it is meant as.
        hard: it could be taken for something else.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    intent: Intent
    hard: bool = False


class Confusion(BaseModel):
    """What messages were recognised as; shares are between 0 and 1.

    Attributes:
        counts: for each intent meant, how often each was recognised.
        right: share recognised as what it was meant as.
        right_of_hard: the same, of the hard ones; None where there were none.
    """

    counts: dict[Intent, dict[Intent, int]]
    right: float
    right_of_hard: float | None


def read_messages(path: Path) -> list[Message]:
    """Read a file of messages, one JSON object a line.

    Raises:
        QuestionsInvalid: a line is not a message, or there is none.
    """
    messages = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                messages.append(Message.model_validate_json(line))
            except ValidationError as error:
                raise QuestionsInvalid(path, number, error.errors()[0]["msg"]) from error
    if not messages:
        raise QuestionsInvalid(path, 1, "no messages")
    return messages


def confusion(messages: Sequence[Message], recognition: IntentRecognition, embedder: Embedder) -> Confusion:
    """Recognise at least one message, and count."""
    vectors = embedder.embed_queries([message.text for message in messages])
    recognised = [
        recognition.recognise(message.text, vector).intent
        for message, vector in zip(messages, vectors, strict=True)
    ]
    pairs = list(zip(messages, recognised, strict=True))
    counts = Counter((message.intent, intent) for message, intent in pairs)
    hard = [message.intent is intent for message, intent in pairs if message.hard]
    return Confusion(
        counts={meant: {intent: counts[meant, intent] for intent in Intent} for meant in Intent},
        right=sum(message.intent is intent for message, intent in pairs) / len(pairs),
        right_of_hard=sum(hard) / len(hard) if hard else None,
    )
