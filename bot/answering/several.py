"""Two questions in one message are told apart."""

import re

from bot.answering.follow_up import leans_back
from index.words import content_words

MOST_QUESTIONS = 3

_BREAK = re.compile(
    r"(?<=\?)\s+(?:(?:en|and)\s+)?|,?\s+(?:en|and)\s+(?=(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*|who|what|where|when|which|how|why)\b)",
    re.IGNORECASE,
)


def split_questions(text: str) -> list[str]:
    """Split a message into its questions.

    A message stays whole when a part would not be a question of its own.
    """
    parts = [part.strip() for part in _BREAK.split(text) if part.strip()]
    stand_alone = all(map(content_words, parts)) and not any(map(leans_back, parts[1:]))
    return parts if 1 < len(parts) <= MOST_QUESTIONS and stand_alone else [text]
