from dataclasses import replace
from typing import Any

import pytest

from bot.knelpunten.report import Knelpunt, Status, Support
from bot.wording.workflow_proposal import proposal_sentences
from bot.workflow.pillar import Pillar, Reason, look_alikes_of, propose_pillar
from tests.bot.storage.samples import NOW, report


def knelpunt(number: int, organisation: str, frequency: str = "", **given: Any) -> Knelpunt:
    return Knelpunt(
        number=f"KP-2026-{number:04}",
        imported_as=None,
        report=report(organisation=organisation, frequency=frequency),
        severity="",
        status=Status.RECEIVED,
        reported_at=NOW,
        since=NOW,
        **given,
    )


def numbers(group: tuple[Knelpunt, ...]) -> list[int]:
    return [int(one.number[-4:]) for one in group]


def test_what_three_organisations_have_is_accelerated_together() -> None:
    proposal = propose_pillar(
        [
            knelpunt(1, "UWV", supports=(Support(organisation="SVB"),)),
            knelpunt(2, "Gemeente Zwolle"),
        ]
    )

    assert (proposal.pillar, proposal.reason) == (Pillar.VERSNELLEN, Reason.MANY_ORGANISATIONS)
    assert proposal.organisations == ("UWV", "Gemeente Zwolle", "SVB")
    assert proposal.knelpunten == ("KP-2026-0001", "KP-2026-0002")


def test_one_organisation_in_many_spellings_is_one() -> None:
    spellings = ["gemeente zwolle", "Gemeente  Zwolle", "Gem. Zwolle"]

    proposal = propose_pillar([knelpunt(1, spelling, "duizenden") for spelling in spellings])

    assert (proposal.pillar, proposal.reason) == (Pillar.DOORZETTEN, Reason.ONE_ORGANISATION)
    assert proposal.organisations == ("gemeente zwolle",)


@pytest.mark.parametrize(
    ("frequency", "pillar", "reason"),
    [
        ("1.000 per jaar", Pillar.VERSNELLEN, Reason.SOME_ORGANISATIONS_AND_MANY_CASES),
        ("999 per jaar", Pillar.DOORZETTEN, Reason.SOME_ORGANISATIONS_AND_FEW_CASES),
        ("vaak", Pillar.DOORZETTEN, Reason.SOME_ORGANISATIONS_AND_NO_NUMBER),
    ],
)
def test_of_two_organisations_the_reach_decides(frequency: str, pillar: Pillar, reason: Reason) -> None:
    support = Support(organisation="SVB", frequency=frequency)

    proposal = propose_pillar(
        [knelpunt(1, "UWV", "elke maand" if "jaar" in frequency else "", supports=(support,))]
    )

    assert (proposal.pillar, proposal.reason) == (pillar, reason)


def test_the_proposal_is_said_with_its_reason_and_that_a_person_decides() -> None:
    two = [knelpunt(1, "UWV", "duizenden burgers"), knelpunt(2, "SVB")]

    assert proposal_sentences(propose_pillar(two)) == (
        "Voorstel: gezamenlijk versnellen. Dit speelt bij UWV en SVB, en het raakt veel mensen of bedrijven "
        "('duizenden burgers'). Dat is te veel om per geval op te lossen. Het is een voorstel: jij beslist."
    )


@pytest.mark.parametrize("organisations", [["UWV"], ["UWV", "SVB"], ["UWV", "SVB", "CAK"], [""]])
def test_each_proposal_can_be_said(organisations: list[str]) -> None:
    group = [knelpunt(place, organisation, "elke week") for place, organisation in enumerate(organisations)]

    said = proposal_sentences(propose_pillar(group))

    assert "{" not in said
    assert all(organisation in said for organisation in organisations)


def test_a_group_holds_look_alikes_and_what_was_merged() -> None:
    everything = [
        knelpunt(1, "UWV", related=("KP-2026-0002",)),
        knelpunt(2, "SVB"),
        knelpunt(3, "CAK", merged_into="KP-2026-0001"),
        knelpunt(4, "DUO", merged_into="KP-2026-0002"),
        knelpunt(5, "IND"),
        knelpunt(6, "RVO", related=("KP-2026-0003",)),
    ]

    assert numbers(look_alikes_of("KP-2026-0001", everything)) == [1, 2, 3, 4, 6]
    assert numbers(look_alikes_of("KP-2026-0003", everything)) == [1, 2, 3, 4, 6]
    assert numbers(look_alikes_of("KP-2026-0005", everything)) == [5]
    assert look_alikes_of("KP-2026-0009", everything) == ()


def test_knelpunten_merged_into_each_other_are_no_endless_search() -> None:
    one, two = knelpunt(1, "UWV"), knelpunt(2, "SVB")
    turning = [replace(one, merged_into=two.number), replace(two, merged_into=one.number)]

    assert look_alikes_of(one.number, turning) != ()
