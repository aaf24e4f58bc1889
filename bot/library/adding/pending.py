"""Files that were shown wait for an answer, whatever is said and shown in between."""

from collections.abc import Sequence
from dataclasses import replace

from bot.commands.done import say
from bot.conversation.progress import Phase
from bot.library.adding.looking import MOST_DOCUMENTS
from bot.library.adding.proposal import Waiting, read_proposal, write_proposal
from bot.library.adding.reply import ADD, REPLACE
from bot.library.adding.sent import Sizes
from bot.memory import LASTING, Awaiting, Doubt
from bot.messages import paragraph
from bot.outcome import Outcome
from bot.wording.library_preview import too_many_together, too_much_together, with_others


def still_pending(pending: Awaiting | None, outcome: Outcome, sizes: Sizes) -> Outcome:
    """Go on waiting for an answer about files that were shown before.

    Where others are shown, one answer is for all of them: many clients send each file as a message. They are
    added at once then, so where they would be too many or too large together, the others do not wait.

    Args:
        pending: what was asked about them; None for nothing.
        outcome: what comes of a message after that.
        sizes: how large documents may be.
    """
    awaiting = outcome.memory.awaiting
    # In a report what is asked there goes first.
    is_reporting = outcome.draft is not None and outcome.draft.progress.phase is not Phase.PAUSED
    if pending is None or is_reporting:
        return outcome
    if awaiting is None:
        return _awaiting(outcome, pending)
    if awaiting.doubt is Doubt.WHAT_NEXT:
        return _awaiting(outcome, replace(awaiting, before=pending))
    return _together(pending, outcome, awaiting, sizes) if awaiting.doubt in LASTING else outcome


def _together(pending: Awaiting, outcome: Outcome, awaiting: Awaiting, sizes: Sizes) -> Outcome:
    """Wait for one answer about what was shown before and what is shown now."""
    shown = read_proposal(awaiting.message)
    names = {name for one in shown for name in one.documents}
    earlier = [_without(one, names) for one in read_proposal(pending.message)]
    others = tuple(one for one in earlier if one.documents)
    if not others:
        return outcome
    *before, last = outcome.replies
    no_room = _no_room(read_proposal(pending.message), (*others, *shown), sizes)
    if no_room:
        choices = REPLACE if pending.doubt is Doubt.WHETHER_TO_REPLACE else ADD
        return _awaiting(replace(outcome, replies=(*before, say(no_room, choices))), pending)
    said = with_others([name for one in others for name in one.documents])
    last = replace(last, blocks=(*last.blocks, paragraph(said)))
    together = replace(awaiting, message=write_proposal((*others, *shown)))
    return _awaiting(replace(outcome, replies=(*before, last)), together)


def _no_room(earlier: Sequence[Waiting], together: Sequence[Waiting], sizes: Sizes) -> str:
    """Say why no more can wait than what does; ``""`` where it can."""
    names = [name for one in earlier for name in one.documents]
    if sum(len(one.documents) for one in together) > MOST_DOCUMENTS:
        return too_many_together(names, MOST_DOCUMENTS)
    if sum(one.size for one in together) > sizes.together:
        return too_much_together(names, sizes.together)
    return ""


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
