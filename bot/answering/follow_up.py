"""A question that leans on the one before is made complete in itself."""

import re
from collections.abc import Sequence

from bot.memory import Exchange
from index.words import content_words, words

LONGEST = 400
"""Characters of a completed question: a conversation does not grow into one long query."""

_OPENS = re.compile(r"^(en|maar|ook|and|dus|waarom dan|hoezo|sinds wanneer|noem)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(dat|die|dit|deze|daar\w*|er(?:van|over|mee|bij|voor|in|uit|toe)|hij|zij|ze|hun|hem|haar|dan|zo'n|"
    r"ook|its?|that|those|they|them|there|he|she)\b",
    re.IGNORECASE,
)
_LEANS_ON_ITS_END = re.compile(r"\ber\b.*\b(aan|bij|in|mee|naar|op|over|toe|uit|van|voor)\W*$", re.IGNORECASE)
_BARE = re.compile(
    r"^(waarom|hoezo|wanneer|wie|hoe|hoeveel|waar|why|when|who|how)\b[\w ]{0,8}\W*$", re.IGNORECASE
)
_MOST_OWN_WORDS = 5
"""Words that carry meaning above which a question stands on its own, whatever it points to."""


def complete(question: str, exchanges: Sequence[Exchange]) -> str:
    """Put the question before in front of one that leans on it.

    Args:
        question: as asked.
        exchanges: what the same person asked before in this conversation, oldest first; at least one.
    """
    return f"{exchanges[-1].question} {question}"[-LONGEST:]


def shown_for(question: str, exchanges: Sequence[Exchange]) -> set[str]:
    """Keys of the passages that did not help: shown when the same was asked before, or said to be no help."""
    return {
        key
        for exchange in exchanges
        if exchange.unhelpful or words(exchange.question) == words(question)
        for key in exchange.shown
    }


def leans_back(question: str) -> bool:
    """Whether a question cannot be understood without the one before."""
    own = len(content_words(question))
    if not own or _OPENS.search(question) or _BARE.search(question):
        return True
    points_back = _POINTS_BACK.search(question) or _LEANS_ON_ITS_END.search(question)
    return own <= _MOST_OWN_WORDS and points_back is not None
