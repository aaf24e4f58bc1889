"""An answer: words of one passage, chosen, and where to read on."""

from dataclasses import dataclass

from knowledge.passage import Line, Passage


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question.

    Attributes:
        passage: the passage that is quoted.
        lines: the lines of it that answer, in reading order.
        further: other passages worth reading, best first.
        confidence: probability (0 to 1) that the lines answer the question.
    """

    passage: Passage
    lines: tuple[Line, ...]
    further: tuple[Passage, ...]
    confidence: float
