"""An answer: words of one passage, chosen, and where to read on."""

from dataclasses import dataclass

from bot.answering.confidence import Certainty
from knowledge.passage import Passage


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question.

    Attributes:
        question: what it answers, complete in itself.
        passage: the passage that is quoted.
        chosen: positions of its lines that answer, in reading order.
        further: other passages worth reading, best first.
        certainty: how sure it is.
    """

    question: str
    passage: Passage
    chosen: tuple[int, ...]
    further: tuple[Passage, ...]
    certainty: Certainty
