"""What somebody who treats a knelpunt can do with it next."""

from collections.abc import Sequence

from bot.knelpunten.report import Knelpunt, Status
from bot.messages import Choice
from bot.wording import next_steps as words
from bot.workflow.filtering import OPEN
from bot.workflow.pillar import LEADS_TO, Proposal
from bot.workflow.transitions import ENDED, TREATED

MOST_LOOK_ALIKES = 4


def next_steps(
    knelpunt: Knelpunt, proposal: Proposal | None, look_alikes: Sequence[Knelpunt]
) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
    """Give what can be done next: hints for what needs words, and choices for what needs none.

    Args:
        knelpunt: the knelpunt.
        proposal: what is proposed, where something is.
        look_alikes: others that look like it.
    """
    number, status = knelpunt.number, knelpunt.status
    choices: list[Choice] = []
    hints: tuple[str, ...] = ()
    if status is Status.RECEIVED:
        choices.append(Choice(words.TAKE.format(number=number), f"/neem {number}"))
    elif status in TREATED:
        hints = tuple(hint.format(number=number) for hint in words.WITH_WORDS)
        choices += _to_a_pillar(knelpunt, proposal)
    elif status in ENDED:
        choices.append(Choice(words.TAKE_AGAIN.format(number=number), f"/neem {number}"))
    elif knelpunt.merged_into:
        choices.append(_look_at(knelpunt.merged_into))
        choices.append(Choice(words.SPLIT.format(number=number), f"/splits {number}"))
    others = [one.number for one in look_alikes if one.status is not Status.MERGED]
    if others and status in OPEN:
        hints = (*hints, words.MERGE.format(number=number, other=others[0]))
    choices += [_look_at(other) for other in others[:MOST_LOOK_ALIKES] if other != knelpunt.merged_into]
    return hints, (*choices, Choice(words.LIST, "/knelpunten"))


def _to_a_pillar(knelpunt: Knelpunt, proposal: Proposal | None) -> list[Choice]:
    """Offer both pillars, the proposed one first."""
    statuses = list(LEADS_TO.values())
    if proposal:
        statuses.sort(key=lambda status: status is not LEADS_TO[proposal.pillar])
    return [
        Choice(words.SET.format(status=status), f"/zet {knelpunt.number} {status}")
        for status in statuses
        if status is not knelpunt.status
    ]


def _look_at(number: str) -> Choice:
    return Choice(words.LOOK_AT.format(number=number), f"/toelichting {number}")
