"""How far reading the documents again is, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.evaluation.effect import EFFECT, Effect
from index.changes import Changes, DocumentChanges
from knowledge.unreadable import SkipReason

QUESTIONS, RIGHT = "questions", "right"
"""Under these names it is kept with a generation how many questions it was asked, and how many went right."""


class Stage(StrEnum):
    """What is being done.

    Attributes:
        READING: documents are read.
        EMBEDDING: sentences and passages are embedded.
        TESTING: the questions of the evaluation set are asked.
    """

    READING = "reading"
    EMBEDDING = "embedding"
    TESTING = "testing"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is.

    Attributes:
        stage: which.
        documents: how many are read.
        done: how many sentences and passages are embedded.
        total: of how many.
    """

    stage: Stage
    documents: int = 0
    done: int = 0
    total: int = 0


class Ending(StrEnum):
    """What came of work on the index.

    Attributes:
        BUILT: a new generation serves.
        UNCHANGED: nothing had changed.
        REFUSED: the new generation was worse than may be, and does not serve.
        WENT_BACK: a generation from before serves again.
        HELD: it was left at the generation that an admin went back to.
        CANCELLED: it was told to stop.
        FAILED: something went wrong.
    """

    BUILT = "built"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    WENT_BACK = "went_back"
    HELD = "held"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be read, by name, and why."""

    name: str
    reason: SkipReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reindexed:
    """What came of reading the documents again.

    Attributes:
        ending: built, unchanged or refused.
        generation: number of the one that serves now.
        documents: what is different from the generation before, in documents.
        passages: the same, counted in passages.
        skipped: files that could not be read.
        effect: what it does to the evaluation set; None where nothing changed.
        seconds: how long it took.
    """

    ending: Ending
    generation: int
    documents: DocumentChanges
    passages: Changes
    skipped: tuple[Skipped, ...]
    effect: Effect | None
    seconds: float

    def summary(self) -> dict[str, Any]:
        """Give what is kept of it, as JSON."""
        return {
            "ending": self.ending,
            "generation": self.generation,
            "documents": {
                "new": len(self.documents.new),
                "changed": len(self.documents.changed),
                "removed": len(self.documents.removed),
                "unchanged": self.documents.unchanged,
            },
            "skipped": len(self.skipped),
            "seconds": round(self.seconds, 1),
            EFFECT: self.effect.model_dump(mode="json") if self.effect else None,
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the work ended without result.

    Attributes:
        sentence: for people; None for what is ours to mend.
        trace: for the log.
        is_locked: another process changes the index.
    """

    sentence: str | None
    trace: str
    is_locked: bool = False
