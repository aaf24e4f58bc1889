"""Which pillar of the programme a group of look-alike knelpunten asks for: a proposal, a person decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.knelpunten.organisations import distinct_organisations
from bot.knelpunten.report import Knelpunt, Status
from bot.workflow.reach import Reach, largest_reach

MANY_ORGANISATIONS = 3
"""Two organisations can settle something between them; more are "veel plekken", and problems that recur there
"vragen [...] juist om Gezamenlijk versnellen" (081-twee-pijlers-van-wau.md)."""

WIDE_REACH = 1000
"""Cases a year from which two organisations are enough: nobody sees so many one by one, so that tailored help
in each case ("maatwerk") cannot be how it is solved. One organisation is never enough: the programme is about
what is "groter dan één organisatie" (001-over-werk-aan-uitvoering.md)."""


class Pillar(StrEnum):
    """A pillar of the programme."""

    DOORZETTEN = "zelf doorzetten en uitbouwen"
    VERSNELLEN = "gezamenlijk versnellen"


LEADS_TO: Mapping[Pillar, Status] = {
    Pillar.DOORZETTEN: Status.PASSED_ON,
    Pillar.VERSNELLEN: Status.ACCELERATED,
}
"""Where a knelpunt goes when its handler follows the proposal."""


class Reason(StrEnum):
    """What decided."""

    MANY_ORGANISATIONS = "many_organisations"
    SOME_ORGANISATIONS_AND_MANY_CASES = "some_organisations_and_many_cases"
    SOME_ORGANISATIONS_AND_FEW_CASES = "some_organisations_and_few_cases"
    SOME_ORGANISATIONS_AND_NO_NUMBER = "some_organisations_and_no_number"
    ONE_ORGANISATION = "one_organisation"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pillar, and what speaks for it.

    Attributes:
        pillar: which one.
        reason: what decided.
        organisations: who has the knelpunt, each once, as they were spelled first.
        reach: the largest number of cases that anybody mentions; None where nobody does.
        knelpunten: numbers of the knelpunten that were counted.
    """

    pillar: Pillar
    reason: Reason
    organisations: tuple[str, ...]
    reach: Reach | None
    knelpunten: tuple[str, ...]


def look_alikes_of(number: str, knelpunten: Iterable[Knelpunt]) -> tuple[Knelpunt, ...]:
    """Give the group of a knelpunt: what it was merged into, its look-alikes, and what was merged into those.

    Args:
        number: of the knelpunt.
        knelpunten: among which the others are sought; those that are not there are left out.

    Returns:
        The knelpunt itself first (or what it was merged into), the others in the order of `knelpunten`.
    """
    by_number = {knelpunt.number: knelpunt for knelpunt in knelpunten}
    if number not in by_number:
        return ()
    target = merged_target(number, by_number)
    having = {one for one in by_number if merged_target(one, by_number) == target}
    related = {other for one in having for other in by_number[one].related}
    related |= {one.number for one in by_number.values() if having & {*one.related}}
    targets = {merged_target(one, by_number) for one in related & by_number.keys()} | {target}
    others = [one for one in by_number.values() if merged_target(one.number, by_number) in targets]
    return (by_number[target], *(one for one in others if one.number != target))


def merged_target(number: str, knelpunten: Mapping[str, Knelpunt]) -> str:
    """Give the number of the knelpunt that one was merged into in the end, as far as it is among these.

    It is its own when it was not merged, and also when that would lead back to it.
    """
    passed = [number]
    while (into := knelpunten[passed[-1]].merged_into) and into in knelpunten:
        if into in passed:
            return number
        passed.append(into)
    return passed[-1]


def propose_pillar(group: Sequence[Knelpunt]) -> Proposal:
    """Propose the pillar for a group of look-alike knelpunten.

    Args:
        group: at least one, for instance from `look_alikes_of`.
    """
    supports = [support for knelpunt in group for support in knelpunt.supports]
    organisations = distinct_organisations(
        [knelpunt.report.organisation for knelpunt in group] + [support.organisation for support in supports]
    )
    reach = largest_reach(
        [knelpunt.report.frequency for knelpunt in group] + [support.frequency for support in supports]
    )
    reason = _reason(len(organisations), reach)
    together = {Reason.MANY_ORGANISATIONS, Reason.SOME_ORGANISATIONS_AND_MANY_CASES}
    return Proposal(
        pillar=Pillar.VERSNELLEN if reason in together else Pillar.DOORZETTEN,
        reason=reason,
        organisations=organisations,
        reach=reach,
        knelpunten=tuple(knelpunt.number for knelpunt in group),
    )


def _reason(organisations: int, reach: Reach | None) -> Reason:
    if organisations >= MANY_ORGANISATIONS:
        return Reason.MANY_ORGANISATIONS
    if organisations <= 1:
        return Reason.ONE_ORGANISATION
    if reach is None:
        return Reason.SOME_ORGANISATIONS_AND_NO_NUMBER
    if reach.cases >= WIDE_REACH:
        return Reason.SOME_ORGANISATIONS_AND_MANY_CASES
    return Reason.SOME_ORGANISATIONS_AND_FEW_CASES
