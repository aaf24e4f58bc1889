from dataclasses import replace

import pytest

from bot.knelpunten.history import Event
from bot.knelpunten.report import Status, Support
from bot.library.hidden import NOTHING_HIDDEN
from bot.messages import Quote, Reply
from bot.rendering.plain import render
from bot.stand.selection import History
from bot.wording import workflow_proposal
from bot.workflow.explaining import explain
from bot.workflow.pillar_sources import DOCUMENT, pillar_sources
from knowledge.glossary import shipped_documents
from tests.bot.stand.knelpunten import changed, history, merged
from tests.bot.workflow.test_pillar_sources import INDEXED

SOURCES = pillar_sources(INDEXED, NOTHING_HIDDEN)
THREE = history(1, "UWV", supports=[Support(organisation="SVB"), Support(organisation="CAK")])


def explained(told: History, *others: History, sources=SOURCES) -> Reply:
    knelpunten = [one for one, _ in (told, *others)]
    events: tuple[Event, ...] = told[1]
    return explain(told[0].number, knelpunten, events, (), sources)


def commands(reply: Reply) -> list[str]:
    return [choice.value for choice in reply.choices]


@pytest.mark.parametrize(
    ("told", "pillar"), [(THREE, "gezamenlijk versnellen"), (history(1), "zelf doorzetten en uitbouwen")]
)
def test_a_proposal_is_backed_with_words_of_the_programme(told: History, pillar: str):
    reply = explained(told)

    (quote,) = [block for block in reply.blocks if isinstance(block, Quote)]
    (line,) = quote.lines
    assert f"Voorstel: {pillar}." in render(reply)
    assert pillar in line.text.casefold()
    assert line.text in (shipped_documents() / DOCUMENT).read_text()
    assert "Bron: De twee pijlers van Werk aan Uitvoering" in render(reply)
    assert [(one.document, one.quote) for one in reply.citations] == [(DOCUMENT, line.text)]


def test_without_the_document_a_proposal_says_its_own_reason_only():
    reply = explained(THREE, sources={})

    assert "Dit speelt bij 3 organisaties: UWV, SVB en CAK." in render(reply)
    assert workflow_proposal.PROGRAMME_SAYS not in render(reply)
    assert reply.citations == ()


def test_what_is_new_can_be_taken():
    assert commands(explained(history(1))) == ["/neem KP-2026-0001", "/knelpunten"]


def test_what_is_treated_can_go_to_either_pillar_the_proposed_one_first():
    treated = changed(THREE, Status.IN_PROGRESS, "")

    assert commands(explained(treated))[:2] == ["/zet KP-2026-0001 versneld", "/zet KP-2026-0001 doorgezet"]


def test_where_it_stands_already_it_cannot_be_set():
    passed_on = changed(history(1), Status.PASSED_ON, "")

    assert commands(explained(passed_on)) == ["/zet KP-2026-0001 versneld", "/knelpunten"]


def test_what_needs_words_is_told_and_not_offered():
    said = render(explained(changed(history(1), Status.IN_PROGRESS, "")))

    assert "/zet KP-2026-0001 opgelost en wat er is gedaan." in said
    assert "/vraag KP-2026-0001 en je vraag." in said


def test_what_has_ended_can_be_taken_up_again_and_nothing_is_proposed():
    reply = explained(changed(history(1), Status.SOLVED, "De brief is anders."))

    assert commands(reply) == ["/neem KP-2026-0001", "/knelpunten"]
    assert "Voorstel:" not in render(reply)
    assert "stand: opgelost (behandelaar). Toelichting: De brief is anders." in render(reply)


def test_of_what_was_merged_the_other_can_be_looked_at():
    reply = explained(merged(history(1), 2), history(2))

    assert commands(reply)[:2] == ["/toelichting KP-2026-0002", "/splits KP-2026-0001"]


def test_look_alikes_can_be_looked_at_and_merged():
    knelpunt, events = history(1)
    told = changed((replace(knelpunt, related=("KP-2026-0002",)), events), Status.IN_PROGRESS, "")
    reply = explained(told, history(2, "SVB"))

    assert "Lijkt op: KP-2026-0002: Knelpunt 2 (SVB, ontvangen)" in render(reply)
    assert "/toelichting KP-2026-0002" in commands(reply)
    assert "/samen KP-2026-0001 KP-2026-0002" in render(reply)


def test_what_was_merged_into_it_is_not_merged_again():
    knelpunt, events = history(1)
    told = changed((replace(knelpunt, related=("KP-2026-0002",)), events), Status.IN_PROGRESS, "")
    reply = explained(told, merged(history(2, "SVB"), 1))

    assert "Hierin opgegaan: KP-2026-0002: Knelpunt 2 (SVB, samengevoegd)" in render(reply)
    assert "Lijkt op" not in render(reply)
    assert "/samen" not in render(reply)
