"""Everything about one knelpunt that who treats it needs to decide."""

from collections.abc import Mapping, Sequence

from bot.answering.composing import quoted
from bot.knelpunten.history import Event
from bot.knelpunten.report import Knelpunt
from bot.messages import Block, Citation, Kind, Listing, Reply, Text, paragraph
from bot.wording import workflow as words
from bot.wording.dates import day_of
from bot.wording.intake import LABELS
from bot.wording.knelpunten_cli import event
from bot.wording.phrases import Language
from bot.wording.workflow_proposal import PROGRAMME_SAYS, proposal_sentences
from bot.workflow.filtering import OPEN
from bot.workflow.next_steps import next_steps
from bot.workflow.pillar import Pillar, look_alikes_of, propose_pillar
from bot.workflow.pillar_sources import PillarSource
from bot.workflow.routing import Rule, route


def explain(
    number: str,
    knelpunten: Sequence[Knelpunt],
    history: Sequence[Event],
    rules: Sequence[Rule],
    sources: Mapping[Pillar, PillarSource],
) -> Reply:
    """Show a knelpunt whole: what was told, what happened, whom it asks something of, and what is proposed.

    Args:
        number: of the knelpunt.
        knelpunten: all of them; its look-alikes are among them.
        history: what happened to it.
        rules: of the routing.
        sources: where the programme says what its pillars are for; nothing is quoted where there are none.
    """
    knelpunt = next(one for one in knelpunten if one.number == number)
    look_alikes = [one for one in knelpunten if one.number in knelpunt.related]
    merged = [one for one in knelpunten if one.merged_into == number]
    to = route(knelpunt.report, rules)
    blocks: list[Block] = [
        paragraph(Text(f"{number}: {knelpunt.report.title}", strong=True)),
        Listing(tuple(_told(knelpunt, look_alikes, merged))),
        paragraph(words.HAPPENED),
        Listing(tuple((Text(f"{day_of(one.at)}: {event(one)}"),) for one in history)),
        paragraph(words.ROUTED.format(theme=to.theme, role=to.addressed, rule=to.rule)),
    ]
    citations: list[Citation] = []
    proposal = propose_pillar(look_alikes_of(number, knelpunten)) if knelpunt.status in OPEN else None
    if proposal:
        blocks.append(paragraph(proposal_sentences(proposal)))
        if source := sources.get(proposal.pillar):
            shown, citation = quoted(source.passage, [source.line], Language.DUTCH)
            blocks += (paragraph(PROGRAMME_SAYS), *shown)
            citations.append(citation)
    hints, choices = next_steps(knelpunt, proposal, look_alikes)
    if hints:
        blocks += (paragraph(words.HOW_ON), Listing(tuple((Text(hint),) for hint in hints)))
    return Reply(tuple(blocks), Kind.COMMAND, choices, tuple(citations))


def _told(
    knelpunt: Knelpunt, look_alikes: Sequence[Knelpunt], merged: Sequence[Knelpunt]
) -> list[tuple[Text, Text]]:
    said = [
        (label, text)
        for name, label in LABELS.items()
        if isinstance(text := getattr(knelpunt.report, name, ""), str) and text and name != "title"
    ]
    said += [(words.SUPPORTED, support.organisation) for support in knelpunt.supports]
    said += [(words.MERGED_HERE, _named(one)) for one in merged]
    said += [(words.LOOKS_LIKE, _named(one)) for one in look_alikes if one not in merged]
    said.append((words.STANDS, knelpunt.status))
    return [(Text(f"{label}: ", strong=True), Text(text)) for label, text in said]


def _named(knelpunt: Knelpunt) -> str:
    report = knelpunt.report
    return words.OTHER.format(
        number=knelpunt.number,
        title=report.title,
        organisation=report.organisation,
        status=knelpunt.status,
    )
