"""The fixed answers by the meaning of the questions that they are for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.follow_up import leads_to
from bot.fixed_answers.sameness import DIFFERENT, EQUAL, Compared, Sameness
from index.embedding.embedder import Vectors
from index.words import words

Allowed = Callable[[FixedAnswer], bool]


def every_one(_answer: FixedAnswer) -> bool:
    """Allow every fixed answer."""
    return True


@dataclass(frozen=True, slots=True)
class Match:
    """A fixed answer to what was asked.

    Attributes:
        answer: the answer.
        question: the one of its questions that comes nearest to what was asked.
        compared: how that compares with it.
    """

    answer: FixedAnswer
    question: str
    compared: Compared


class KnownAnswers:
    """Finds fixed answers; it does not change, so several threads can use it at once.

    Args:
        answers: all there are.
        vectors: of all their questions in order, from `Embedder.embed_queries`, of shape (questions, d).
        sameness: fitted for the embedding model; None to know only the very words of a question.
    """

    def __init__(self, answers: Sequence[FixedAnswer], vectors: Vectors, sameness: Sameness | None) -> None:
        self._sameness = sameness
        self._questions = [(question, answer) for answer in answers for question in answer.questions]
        self._vectors = sameness.whitened(vectors) if sameness and len(vectors) else vectors

    def knows(self, question: str) -> bool:
        """Whether the very words of a question are known."""
        return any(words(question) == words(known) for known, _ in self._questions)

    def find(self, question: str, vector: Vectors, allowed: Allowed = every_one) -> Match | None:
        """Give the fixed answer that fits a question best, if it is the same or probably so.

        Args:
            question: as asked.
            vector: its embedding as a query, of shape (d,).
            allowed: tells whether an answer may be given.
        """
        found = [match for match in self._all(question, vector) if allowed(match.answer)]
        best = max(
            found, key=lambda match: (match.compared.is_same, match.compared.probability), default=None
        )
        least = self._sameness.likely if self._sameness else 1.0
        if best is None or not (best.compared.is_same or best.compared.probability >= least):
            return None
        return best

    def continued(self, previous: str, message: str, allowed: Allowed = every_one) -> Match | None:
        """Give the fixed answer to what a message asks together with the question before it.

        Args:
            previous: what the same person asked before, complete in itself.
            message: leans on that.
            allowed: tells whether an answer may be given.
        """
        for question, answer in self._questions:
            if allowed(answer) and leads_to(previous, message, question):
                return Match(answer, question, EQUAL)
        return None

    def _all(self, question: str, vector: Vectors) -> list[Match]:
        if not self._questions:
            return []
        cosines = self._cosines(vector)
        return [
            Match(answer, known, self._compare(question, known, float(cosine)))
            for (known, answer), cosine in zip(self._questions, cosines, strict=True)
        ]

    def _cosines(self, vector: Vectors) -> Vectors:
        if self._sameness is None:
            return np.zeros(len(self._questions), np.float32)
        (asked,) = self._sameness.whitened(vector[None])
        return np.asarray(self._vectors @ asked, np.float32)

    def _compare(self, question: str, known: str, cosine: float) -> Compared:
        if self._sameness:
            return self._sameness.compare(question, known, cosine)
        return EQUAL if words(question) == words(known) else DIFFERENT
