"""Which questions of the evaluation set go wrong, and what was said instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue import Dialogue
from bot.evaluation.judging import Judgement, judge
from bot.evaluation.questions import Expected, Question
from bot.library.hidden import Hidden
from bot.library.terms import Terms


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, and what became of it."""

    question: Question
    judgement: Judgement

    @property
    def right(self) -> bool:
        """Whether the right document came first, with the words, or there rightly was no answer."""
        has_source = self.judgement.right_source or self.question.kind is not Expected.ANSWER
        return self.judgement.right and has_source


def measure(questions: Iterable[Question], dialogue: Dialogue, hidden: Hidden) -> tuple[Judged, ...]:
    """Ask questions and judge the replies.

    Args:
        questions: what is asked.
        dialogue: replies.
        hidden: what may not be shown to who asks.
    """
    asked = tuple(questions)
    return tuple(map(Judged, asked, judge(dialogue, asked, hidden)))


def answerable(
    questions: Iterable[Question], documents: Iterable[str], hidden: Hidden
) -> tuple[Question, ...]:
    """Give the questions that say something about these documents: one of them answers, or none should.

    Args:
        questions: the evaluation set.
        documents: names of those that are indexed.
        hidden: those of which nothing may be shown.
    """
    known = {name for name in documents if name not in hidden}
    return tuple(
        question
        for question in questions
        if question.kind is not Expected.ANSWER or not known.isdisjoint(question.documents)
    )


def lapsed(terms: Mapping[str, Terms], today: date) -> Hidden:
    """Give what is shown to nobody today, whatever room they are in: the set is about all rooms together.

    Args:
        terms: for whom and when a document holds, by its name.
        today: the day, in the Netherlands.
    """
    return Hidden(
        frozenset(name for name, one in terms.items() if not replace(one, rooms=None).hold("", today))
    )
