"""A move: how a draft is after a message, and what else has to happen."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.conversation import transitions
from bot.conversation.choosing import chosen
from bot.conversation.control import Control, control_of
from bot.conversation.form import Form
from bot.conversation.progress import Progress
from bot.knelpunten.choices import NO, YES
from bot.knelpunten.draft import Draft
from bot.knelpunten.form import FORMS
from bot.messages import Choice


class Effect(Enum):
    """What has to happen besides the change of the draft."""

    ASK_AGAIN = auto()
    LOOK_FOR_SAME = auto()
    ANSWER_QUESTION = auto()
    SEND = auto()
    STORED = auto()
    DISCARDED = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """What a message does.

    Attributes:
        draft: how it is from now on; None when nothing is left of it.
        effect: what else has to happen.
        notes: what is said before the person is asked again.
    """

    draft: Draft | None
    effect: Effect = Effect.ASK_AGAIN
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A message to a draft.

    Attributes:
        text: what the person wrote.
        is_question: it looks like a question rather than an answer.
    """

    text: str
    is_question: bool

    @property
    def control(self) -> Control | None:
        """The control that it is."""
        return control_of(self.text)

    def control_among(
        self, choices: tuple[Choice, ...], yes: Control | None = None, no: Control | None = None
    ) -> Control | None:
        """Give the control that it is: by itself, as one of the choices, or as a plain yes or no.

        Args:
            choices: what is offered.
            yes: what yes means.
            no: what no means.
        """
        picked = chosen(self.text, choices)
        control = control_of(picked.value if picked else self.text)
        plain = None if control or self.text.strip().isdigit() else chosen(self.text, (YES, NO))
        return control or {YES: yes, NO: no, None: None}[plain]


def form_of(draft: Draft) -> Form:
    """Give the form that a draft fills in."""
    return FORMS[draft.purpose]


def moved(
    draft: Draft, progress: Progress, effect: Effect = Effect.ASK_AGAIN, notes: tuple[str, ...] = ()
) -> Move:
    """Move a draft to another progress."""
    return Move(replace(draft, progress=progress), effect, notes)


def stop(draft: Draft) -> Move:
    """Ask whether to keep what there is; where there is nothing, throw it away."""
    if not draft.progress.answers:
        return Move(None, Effect.DISCARDED)
    return moved(draft, transitions.stop(draft.progress))


def unclear(draft: Draft, said: Said, note: str) -> Move:
    """Answer what looks like a question, and say so of anything else."""
    return Move(draft, Effect.ANSWER_QUESTION) if said.is_question else Move(draft, notes=(note,))
