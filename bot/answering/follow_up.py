"""A question that leans on the one before is made complete in itself."""

from collections.abc import Sequence

from bot.memory import Exchange
from index.words import words

LONGEST = 400
"""Characters of a completed question: a conversation does not grow into one long query."""


def complete(question: str, before: str) -> str:
    """Put the question before, if any, in front of one that leans on it."""
    return f"{before} {question}".strip()[-LONGEST:]


def shown_for(question: str, exchanges: Sequence[Exchange]) -> set[str]:
    """Keys of the passages that did not help: shown when the same was asked before, or said to be no help."""
    return {
        key
        for exchange in exchanges
        if exchange.unhelpful or words(exchange.question) == words(question)
        for key in exchange.shown
    }
