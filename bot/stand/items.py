"""One knelpunt of the letter, in the words of those who reported it."""

from collections.abc import Iterable, Iterator, Sequence

from bot.knelpunten.organisations import organisation_key
from bot.knelpunten.report import Knelpunt
from bot.stand.letter import Item, Line
from bot.stand.selection import Entry
from bot.wording import stand as words
from bot.wording.workflow_proposal import in_a_row
from bot.workflow.routing import DriehoekRole

_Told = Sequence[tuple[str, str]]
"""By which organisation, and what."""


def item_of(entry: Entry, organisation: str, addressed: DriehoekRole) -> Item:
    """Tell of a knelpunt in the letter of an organisation.

    What another organisation told is told with its name; what nobody told is left to be filled in where the
    letter cannot do without.

    Args:
        entry: the knelpunt.
        organisation: whose letter it is.
        addressed: the role in the driehoek that is asked something.
    """
    report = entry.knelpunt.report
    tellers = (entry.knelpunt, *entry.merged)
    remarks = [(support.organisation, support.remark) for support in entry.supports]
    frequencies = [(support.organisation, support.frequency) for support in entry.supports]

    def said(field: str, others: _Told = ()) -> tuple[str, ...]:
        told = [(teller.report.organisation, getattr(teller.report, field)) for teller in tellers]
        return tuple(_paragraphs(_with_others_named([*told, *others], organisation)))

    proposals = [(teller.report.organisation, teller.report.proposal) for teller in tellers]
    lines = (
        Line(words.PRACTICE, said("description", remarks)),
        Line(words.AFFECTED, _affected(tellers) or (words.MISSING,)),
        Line(words.FREQUENCY, said("frequency", frequencies)),
        Line(words.CONSEQUENCE, said("consequence")),
        Line(words.CAUSE, (words.cause(report.cause),)),
        Line(words.REGULATION, said("regulation")),
        Line(words.TRIED, said("tried") or (words.MISSING,)),
        Line(
            words.ASKED,
            tuple(
                words.asked(addressed, " ".join(proposal.split()), by)
                for by, proposal in _with_others_named(proposals, organisation)
            )
            or (words.asked(addressed),),
        ),
        Line(words.ORGANISATIONS, (f"{in_a_row(entry.organisations)}.",)),
        Line(words.STANDING, _standing(entry)),
        Line(words.NUMBER, (_number(entry),)),
    )
    return Item(words.capitalised(report.title), tuple(line for line in lines if line.paragraphs))


def _with_others_named(told: _Told, organisation: str) -> _Told:
    """Give each thing that was told once, by ``""`` when only the organisation itself told something."""
    first: dict[str, str] = {}
    for by, text in told:
        if text:
            first.setdefault(text, by)
    own = {organisation_key(by) for by in first.values()} <= {organisation_key(organisation)}
    return [("" if own else by, text) for text, by in first.items()]


def _paragraphs(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    for by, text in told:
        first, *others = filter(None, text.split("\n"))
        yield words.by(by, first)
        yield from map(words.sentence, others)


def _affected(tellers: Sequence[Knelpunt]) -> tuple[str, ...]:
    told = [(teller.report.affected, teller.report.group) for teller in tellers]
    found = dict.fromkeys(f"{affected} ({group})" if group else affected for affected, group in told)
    return tuple(words.sentence(affected) for affected in found if affected)


def _standing(entry: Entry) -> tuple[str, ...]:
    knelpunt = entry.knelpunt
    changes = [event.data for event in entry.events if "status" in event.data]
    why = changes[-1].get("why", "") if changes else ""
    first, *others = [words.sentence(line) for line in why.split("\n") if line] or [""]
    return (f"{words.standing(knelpunt.status, knelpunt.since)} {first}".rstrip(), *others)


def _number(entry: Entry) -> str:
    number = entry.knelpunt.number
    if not entry.merged:
        return f"{number}."
    merged = in_a_row([knelpunt.number for knelpunt in entry.merged])
    return words.MERGED_NUMBERS.format(number=number, merged=merged)
