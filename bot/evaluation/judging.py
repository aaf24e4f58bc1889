"""Asks the questions and judges each reply."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from bot.asking import ask
from bot.dialogue import Dialogue
from bot.evaluation.questions import Expected, Question
from bot.library.hidden import NOTHING_HIDDEN, Hidden
from bot.messages import Kind
from bot.rendering.plain import render


class Judgement(BaseModel):
    """What became of one question.

    Attributes:
        id: of the question.
        style: of the question.
        expected: what should have become of it.
        kind: what the reply was.
        right_words: the shown text holds what a person needed; where the question names no words, it is of a
            right document.
        right_source: the first source is one of the right documents.
        source: the first source, or ``""``.
        score: probability that the assistant gave its answer.
        took_ms: the assistant's own time.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    style: str
    expected: Expected
    kind: Kind
    right_words: bool
    right_source: bool
    source: str
    score: float | None
    took_ms: float

    @property
    def right(self) -> bool:
        """Answered with the right words, or rightly not answered."""
        if self.expected is Expected.ANSWER:
            return self.kind is Kind.ANSWER and self.right_words
        return self.kind is not Kind.ANSWER


def judge(
    dialogue: Dialogue, questions: Iterable[Question], hidden: Hidden = NOTHING_HIDDEN
) -> Iterator[Judgement]:
    """Ask each question, after the one before it where there is one, and judge the reply.

    Args:
        dialogue: replies.
        questions: what is asked.
        hidden: what may not be shown to who asks.
    """
    for question in questions:
        reply, took_ms = ask(dialogue, question.question, question.previous, hidden)
        shown = render(reply).lower()
        source = reply.citations[0].document if reply.citations else ""
        right_source = source in question.documents
        yield Judgement(
            id=question.id,
            style=question.style,
            expected=question.kind,
            kind=reply.kind,
            right_words=all(any(word.lower() in shown for word in words) for words in question.words)
            and (bool(question.words) or right_source),
            right_source=right_source,
            source=source,
            score=reply.score,
            took_ms=took_ms,
        )
