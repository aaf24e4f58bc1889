"""Which fixed answers a message gets."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from bot.answering.asked import Asked, Question
from bot.answering.follow_up import shown_for
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.known import KnownAnswers, Match
from bot.memory import Exchange


@dataclass(frozen=True, slots=True)
class Found:
    """What fixed answers there are to a message.

    Attributes:
        matches: those that are given, in the order of the questions, each once.
        question: what they answer, complete in itself.
        left: the questions in the message that have none.
        likely: where nothing is given, the one that is probably asked for, or None.
    """

    matches: tuple[Match, ...]
    question: str
    left: tuple[Question, ...]
    likely: Match | None


def key_of(answer: FixedAnswer) -> str:
    """What is remembered of a fixed answer that was shown, so that it is not shown blindly again."""
    return f"fixed answer {answer.id}"


def find_fixed(
    asked: Asked, exchanges: Sequence[Exchange], known: KnownAnswers, hidden: Container[str]
) -> Found:
    """Find the fixed answers to a message.

    One that was shown for the same question, or did not help, is not given again: then the documents answer.

    Args:
        asked: the message, as it was read.
        exchanges: what the same person asked just before, oldest first.
        known: the fixed answers.
        hidden: documents that may not be shown; nor is an answer that leans on one.
    """

    def find(question: Question) -> Match | None:
        shown = shown_for(question.text, exchanges)
        return known.find(question.text, question.vector, lambda answer: _may_be_given(answer, shown, hidden))

    if asked.follows_up:
        completed = asked.questions[0].text
        shown = shown_for(completed, exchanges)
        continued = known.continued(
            exchanges[-1].question, asked.message, lambda answer: _may_be_given(answer, shown, hidden)
        )
        if continued:
            return Found((continued,), completed, (), None)
    alone = Question(asked.message, asked.vector)
    if asked.follows_up:
        return _found(asked.message, (alone,), (find(alone),))
    questions = asked.questions if len(asked.questions) > 1 else (alone,)
    return _found(asked.message, asked.questions, [find(question) for question in questions])


def _found(message: str, questions: Sequence[Question], matches: Sequence[Match | None]) -> Found:
    given = [match for match in matches if match and match.compared.is_same]
    once: dict[int | None, Match] = {}
    for match in given:
        once.setdefault(match.answer.id, match)
    left = [
        question
        for question, match in zip(questions, matches, strict=True)
        if match is None or not match.compared.is_same
    ]
    likely = max(filter(None, matches), key=lambda match: match.compared.probability, default=None)
    return Found(tuple(once.values()), message, tuple(left), None if given else likely)


def _may_be_given(answer: FixedAnswer, shown: Container[str], hidden: Container[str]) -> bool:
    return key_of(answer) not in shown and answer.source not in hidden
