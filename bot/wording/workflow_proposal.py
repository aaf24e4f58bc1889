"""How the proposal of a pillar is said to who decides."""

from collections.abc import Sequence

from bot.workflow.pillar import Proposal, Reason

PROPOSAL = "Voorstel: {pillar}."
PROGRAMME_SAYS = "Het programma zegt daarover:"
DECIDE = "Het is een voorstel: jij beslist."

_REASONS = {
    Reason.MANY_ORGANISATIONS: (
        "Dit speelt bij {count} organisaties: {organisations}. "
        "Wat op zoveel plekken terugkomt, lost een organisatie niet in haar eentje op."
    ),
    Reason.SOME_ORGANISATIONS_AND_MANY_CASES: (
        "Dit speelt bij {organisations}, en het raakt veel mensen of bedrijven ({said}). "
        "Dat is te veel om per geval op te lossen."
    ),
    Reason.SOME_ORGANISATIONS_AND_FEW_CASES: (
        "Dit speelt bij {organisations}, voor zover bekend nog niet op grote schaal ({said}). "
        "Zij kunnen er samen mee verder."
    ),
    Reason.SOME_ORGANISATIONS_AND_NO_NUMBER: (
        "Dit speelt bij {organisations}. Niemand noemt een aantal. Zij kunnen er samen mee verder."
    ),
    Reason.ONE_ORGANISATION: (
        "Dit is voor zover bekend alleen gemeld door {organisations}. Die kan er zelf mee verder."
    ),
}
_NOBODY = "één organisatie"


def proposal_sentences(proposal: Proposal) -> str:
    """Say which pillar is proposed, why, and that a person decides."""
    reason = _REASONS[proposal.reason].format(
        count=len(proposal.organisations),
        organisations=in_a_row(proposal.organisations) or _NOBODY,
        said=_said(proposal),
    )
    return f"{PROPOSAL.format(pillar=proposal.pillar)} {reason} {DECIDE}"


def in_a_row(names: Sequence[str]) -> str:
    """Write names as a list in a sentence: ``UWV, SVB en CAK``."""
    return " en ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _said(proposal: Proposal) -> str:
    return f"'{proposal.reach.said}'" if proposal.reach else ""
