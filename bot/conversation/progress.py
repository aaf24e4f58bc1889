"""How far a guided conversation is: what was answered, and what is asked now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SUMMARY = "summary"
"""Where one is after the last step: everything is shown, and can be sent or changed."""


class Phase(StrEnum):
    """What the person is asked at the moment."""

    ASKING = "asking"
    CHOOSING = "choosing"
    STOPPING = "stopping"
    RESUMING = "resuming"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Progress:
    """A guided conversation at one moment.

    Attributes:
        at: name of the step that is asked, or `SUMMARY`.
        answers: for each step that was answered its answer, None where it was skipped.
        phase: asking `at`; choosing what to change; stopping (keep it or not?); resuming (go on
            or not?); paused: the conversation is about something else.
        editing: `at` is changed from the summary, to which it returns.
    """

    at: str
    answers: Mapping[str, str | None] = field(default_factory=dict)
    phase: Phase = Phase.ASKING
    editing: bool = False
