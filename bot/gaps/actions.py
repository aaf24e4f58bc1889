"""What a message does to the questions that got no good answer."""

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What was decided on a question that had no good answer."""

    ANSWERED = "answered"
    OUT_OF_SCOPE = "out_of_scope"
    TO_EVALUATION = "to_evaluation"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnQuestion:
    """Note what was decided on a question, and with it on all that mean the same and were asked before."""

    question: str
    decision: Decision
