"""Stopping, and going on another time."""

from bot.conversation import transitions
from bot.conversation.control import Control
from bot.knelpunten.choices import AFTER_STOP, TO_RESUME
from bot.knelpunten.draft import Draft
from bot.knelpunten.form import REPORT_FORM
from bot.knelpunten.moves.move import Effect, Move, Said, moved, unclear
from bot.wording import intake as words


def stopping(draft: Draft, said: Said) -> Move:
    """Keep what there is, throw it away, or go on after all."""
    match said.control_among(AFTER_STOP, yes=Control.STORE, no=Control.DISCARD):
        case Control.STORE | Control.STOP:
            return moved(draft, transitions.pause(draft.progress), Effect.STORED)
        case Control.DISCARD:
            return Move(None, Effect.DISCARDED)
        case Control.KEEP:
            return moved(draft, transitions.resume(draft.progress))
        case _:
            return Move(draft, notes=(words.NO_SUCH_CHOICE,))


def resuming(draft: Draft, said: Said) -> Move:
    """Go on, later, or begin again."""
    match said.control_among(TO_RESUME, yes=Control.KEEP, no=Control.STORE):
        case Control.KEEP:
            return moved(draft, transitions.resume(draft.progress))
        case Control.STORE | Control.STOP:
            return moved(draft, transitions.pause(draft.progress), Effect.STORED)
        case Control.DISCARD:
            return Move(None, Effect.DISCARDED)
        case Control.AGAIN:
            return Move(Draft(progress=transitions.begin(REPORT_FORM)))
        case _:
            return unclear(draft, said, words.NOT_TAKEN)
