"""Two questions in one message are told apart."""

import re

from index.tokens import terms

MOST_QUESTIONS = 3
_LEAST_TERMS = 4
"""Runs of letters (a word) below which a part is no question of its own."""

_BREAK = re.compile(
    r"(?<=\?)\s+|,?\s+(?:en|and)\s+(?=(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*|who|what|where|when|which|how|why)\b)",
    re.IGNORECASE,
)


def split_questions(text: str) -> list[str]:
    """Split a message into its questions; a message with one question stays as it is."""
    parts = [part.strip() for part in _BREAK.split(text) if part.strip()]
    if not 1 < len(parts) <= MOST_QUESTIONS or any(len(terms(part)) < _LEAST_TERMS for part in parts):
        return [text]
    return parts
