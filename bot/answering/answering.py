"""From a question to the words that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.answer import Answer
from bot.answering.confidence import confidence
from bot.answering.selection import select_lines
from bot.memory import Exchange
from index.search import Hit, Index, Query
from knowledge.glossary import Term

HITS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a message.

    Attributes:
        question: the question, complete in itself.
        answers: one for each question in the message; empty when the documents do not hold it.
        confidence: probability (0 to 1) that the best words found answer the question.
    """

    question: str
    answers: tuple[Answer, ...]
    confidence: float


class Answering:
    """Answers questions from an index.

    Args:
        index: the passages.
        glossary: terms and their other names, to find passages that use those.
        threshold: smallest probability at which an answer is shown.
    """

    def __init__(self, index: Index, glossary: Sequence[Term], threshold: float) -> None:
        self._index = index
        self._glossary = glossary
        self._threshold = threshold

    def answer(self, question: str, exchanges: Sequence[Exchange]) -> Found:
        """Find the words that answer a question.

        Args:
            question: as asked, cleaned.
            exchanges: what the same person asked just before, oldest first.
        """
        hits = self._index.search(Query(question), HITS)
        if not hits:
            return Found(question, (), 0.0)
        sure = confidence(hits)
        if sure < self._threshold:
            return Found(question, (), sure)
        return Found(question, (_answer(hits, sure),), sure)


def _answer(hits: Sequence[Hit], sure: float) -> Answer:
    best = hits[0]
    lines = select_lines(best.passage.lines, best.line_scores)
    return Answer(best.passage, lines, tuple(hit.passage for hit in hits[1:]), sure)
