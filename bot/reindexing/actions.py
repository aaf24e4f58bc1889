"""What a message does to the work on the index."""

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """What is done to the index."""

    REINDEX = "reindex"
    GO_BACK = "go_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestJob:
    """Have something done to the index; how far it is, is told by editing the reply to the message.

    Attributes:
        kind: what.
        generation: to go back to, or None.
        forced: the new generation comes to serve also where the evaluation set says that it is worse.
    """

    kind: JobKind
    generation: int | None = None
    forced: bool = False


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Stop what is being done to the index, whoever asked for it."""


IndexAction = RequestJob | CancelJob
