"""Two questions in one message are told apart."""

import re

from index.words import content_words

MOST_QUESTIONS = 3

_PREPOSITION = r"""(?:aan|bij|door|in|met|naar|onder|op|over|sinds|tot|uit|van|vanaf|voor
    |by|for|from|in|of|since|to|with)"""
_QUESTION_WORD = r"(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*|who|what|where|when|which|how|why)"
_BREAK = re.compile(
    rf"""(?<=\?)\s+(?:(?:en|and)\s+)?
    | ,?\s+(?:en|and)\s+(?=(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def split_questions(text: str) -> list[str]:
    """Split a message into its questions as they stand; it stays whole if a part would not be a question."""
    parts = [part.strip() for part in _BREAK.split(text) if part.strip()]
    if not 1 < len(parts) <= MOST_QUESTIONS or not all(map(content_words, parts)):
        return [text]
    return parts
