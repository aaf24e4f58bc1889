"""What a new generation of the index does to the evaluation set."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from bot.dialogue import Dialogue
from bot.evaluation.measuring import answerable, measure
from bot.evaluation.questions import Question
from bot.library.hidden import NOTHING_HIDDEN, Hidden

EFFECT = "effect"
"""Under this key it is in what is kept of a reindexing."""


class Effect(BaseModel):
    """What became of the questions of the evaluation set with another generation.

    Attributes:
        questions: how many were asked.
        right_before: how many went right with the generation before; None where there was none.
        right_after: how many go right now.
        better: the questions that only go right now.
        worse: the questions that only went right before.
    """

    model_config = ConfigDict(frozen=True)

    questions: int
    right_before: int | None
    right_after: int
    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()

    @property
    def lost(self) -> float:
        """Share (0 to 1) of what went right before that goes wrong now."""
        return len(self.worse) / self.right_before if self.right_before else 0.0


def measure_effect(
    questions: Iterable[Question], before: Dialogue | None, after: Dialogue, hidden: Hidden = NOTHING_HIDDEN
) -> Effect:
    """Ask the questions of both, and compare.

    Args:
        questions: the evaluation set; those about documents that neither has are left out.
        before: answers from the generation that serves; None where there is none.
        after: answers from the new one.
        hidden: what may be shown to nobody.
    """
    known = {*after.documents, *(before.documents if before else ())}
    now = measure(answerable(questions, known, hidden), after, hidden)
    right_now = {one.question.id for one in now if one.right}
    if before is None:
        return Effect(questions=len(now), right_before=None, right_after=len(right_now))
    then = measure((one.question for one in now), before, hidden)
    right_then = {one.question.id for one in then if one.right}
    words = {one.question.id: one.question.question for one in now}
    return Effect(
        questions=len(now),
        right_before=len(right_then),
        right_after=len(right_now),
        better=tuple(said for key, said in words.items() if key in right_now - right_then),
        worse=tuple(said for key, said in words.items() if key in right_then - right_now),
    )
