"""What a message does to the fixed answers."""

from dataclasses import dataclass

from bot.fixed_answers.fixed_answer import FixedAnswer


@dataclass(frozen=True, slots=True)
class KeepFixedAnswer:
    """Keep a fixed answer: a new one, or what became of the one with its number.

    A new one says with it that its questions are answered, so that they are no gaps any more.
    """

    answer: FixedAnswer


@dataclass(frozen=True, slots=True)
class RemoveFixedAnswer:
    """Remove the fixed answer of a number."""

    id: int


FixedAnswerAction = KeepFixedAnswer | RemoveFixedAnswer
