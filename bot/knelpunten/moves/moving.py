"""Which of the moves a message makes: that depends on what the person is asked."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.control import Control
from bot.conversation.progress import SUMMARY, Phase
from bot.knelpunten.draft import Draft
from bot.knelpunten.moves.at_step import at_step
from bot.knelpunten.moves.at_summary import at_summary, choosing
from bot.knelpunten.moves.look_alikes import proposed
from bot.knelpunten.moves.move import Move, Said, stop
from bot.knelpunten.moves.pausing import resuming, stopping

_ASKED_ELSE: dict[Phase, Callable[[Draft, Said], Move]] = {
    Phase.RESUMING: resuming,
    Phase.STOPPING: stopping,
    Phase.CHOOSING: choosing,
}


def move(draft: Draft, text: str, *, is_question: bool) -> Move:
    """Apply a message to a draft that is not paused.

    Args:
        draft: how it is now.
        text: what the person wrote.
        is_question: it looks like a question rather than an answer.
    """
    said = Said(text, is_question)
    if draft.progress.phase in _ASKED_ELSE:
        return _ASKED_ELSE[draft.progress.phase](replace(draft, aside=None), said)
    if said.control is Control.STOP:
        return stop(replace(draft, aside=None))
    if draft.proposed:
        return proposed(draft, said)
    return at_summary(draft, said) if draft.progress.at == SUMMARY else at_step(draft, said)
