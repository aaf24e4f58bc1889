"""Files that were shown wait for an answer, whatever is said and shown in between."""

from dataclasses import replace

from bot.library.adding.proposal import Waiting, read_proposal, write_proposal
from bot.memory import LASTING, Awaiting, Doubt
from bot.messages import paragraph
from bot.outcome import Outcome
from bot.wording.library_preview import with_others


def still_pending(pending: Awaiting | None, outcome: Outcome) -> Outcome:
    """Go on waiting for an answer about files that were shown before.

    Where others are shown, one answer is for all of them: many clients send each file as a message.

    Args:
        pending: what was asked about them; None for nothing.
        outcome: what comes of a message after that.
    """
    awaiting = outcome.memory.awaiting
    # In a report what is asked there goes first.
    if pending is None or outcome.draft is not None:
        return outcome
    if awaiting is None:
        return _awaiting(outcome, pending)
    if awaiting.doubt is Doubt.WHAT_NEXT:
        return _awaiting(outcome, replace(awaiting, before=pending))
    if awaiting.doubt not in LASTING:
        return outcome
    shown = read_proposal(awaiting.message)
    names = {name for one in shown for name in one.documents}
    earlier = [_without(one, names) for one in read_proposal(pending.message)]
    others = tuple(one for one in earlier if one.documents)
    if not others:
        return outcome
    *before, last = outcome.replies
    said = with_others([name for one in others for name in one.documents])
    last = replace(last, blocks=(*last.blocks, paragraph(said)))
    together = replace(awaiting, message=write_proposal((*others, *shown)))
    return _awaiting(replace(outcome, replies=(*before, last)), together)


def _without(waiting: Waiting, names: set[str]) -> Waiting:
    """Leave out what was sent anew."""
    places = [place for place, name in enumerate(waiting.documents) if name not in names]
    return replace(
        waiting,
        documents=tuple(waiting.documents[place] for place in places),
        members=tuple(waiting.members[place] for place in places if waiting.members),
    )


def _awaiting(outcome: Outcome, awaiting: Awaiting) -> Outcome:
    return replace(outcome, memory=replace(outcome.memory, awaiting=awaiting))
