"""Two questions in one message are told apart."""

import re

from bot.answering.follow_up import leans_back
from index.words import content_words

MOST_QUESTIONS = 3

_QUESTION_WORD = r"(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*|who|what|where|when|which|how|why)\b"
_BREAK = re.compile(rf"(?<=\?)\s+(?:(?:en|and)\s+)?|,?\s+(?:en|and)\s+(?={_QUESTION_WORD})", re.IGNORECASE)


def split_questions(text: str) -> list[str]:
    """Split a message into its questions, each complete in itself.

    A question that leans on the one before it gets that in front. A message stays whole when a part
    would not be a question.
    """
    parts = [part.strip() for part in _BREAK.split(text) if part.strip()]
    if not 1 < len(parts) <= MOST_QUESTIONS or not all(map(content_words, parts)):
        return [text]
    return [parts[0], *(f"{parts[0]} {part}" if leans_back(part) else part for part in parts[1:])]
