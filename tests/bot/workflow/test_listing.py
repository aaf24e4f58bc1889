from datetime import date, timedelta

import pytest

from bot.knelpunten.report import Knelpunt, Status
from bot.messages import Reply
from bot.rendering.plain import render
from bot.wording.paging import NO_SUCH_PAGE
from bot.workflow.listing import ON_A_PAGE, knelpunt_list
from tests.bot.stand.knelpunten import AUTUMN, SUMMER, changed, history

TODAY = date(2026, 11, 22)
TWENTY = [history(number, at=SUMMER + timedelta(days=number))[0] for number in range(1, 21)]


def listed(typed: str, *knelpunten: Knelpunt) -> Reply:
    return knelpunt_list(typed, [(one, "dienstverlening") for one in knelpunten], {"KP-2026-0003"}, TODAY)


def commands(reply: Reply) -> list[str]:
    return [choice.value for choice in reply.choices]


def test_a_page_has_what_waits_longest_and_leads_on():
    reply = listed("", *TWENTY)

    assert commands(reply) == [
        *(f"/toelichting KP-2026-{number:04}" for number in range(1, ON_A_PAGE + 1)),
        "/knelpunten pagina 2",
    ]
    assert "Open knelpunten (1 tot en met 8 van 20). Wat het langst wacht, staat bovenaan." in render(reply)


def test_each_knelpunt_says_what_it_is_and_since_when():
    (choice,) = listed("UWV", history(1, title="Brief te laat", at=AUTUMN - timedelta(days=12))[0]).choices

    assert choice.label == "KP-2026-0001: Brief te laat (UWV, ontvangen, al 12 dagen)"


@pytest.mark.parametrize(("days", "since"), [(0, "sinds vandaag"), (1, "al 1 dag"), (2, "al 2 dagen")])
def test_days_are_those_of_the_calendar(days: int, since: str):
    knelpunt = history(1, at=AUTUMN.replace(hour=1) - timedelta(days=days))[0]

    assert listed("", knelpunt).choices[0].label.endswith(f"{since})")


def test_the_pages_keep_what_was_asked():
    reply = listed("UWV blz 2", *TWENTY)

    assert commands(reply)[-2:] == ["/knelpunten UWV pagina 1", "/knelpunten UWV pagina 3"]
    assert "Open knelpunten van UWV (9 tot en met 16 van 20)." in render(reply)


def test_every_knelpunt_is_on_one_page():
    pages = [listed(f"pagina {page}", *TWENTY) for page in (1, 2, 3)]

    shown = [value for page in pages for value in commands(page) if "toelichting" in value]
    assert shown == [f"/toelichting {one.number}" for one in TWENTY]


def test_it_is_said_how_the_request_was_understood():
    knelpunt = changed(history(3, title="Brief te laat"), Status.PASSED_ON, "")[0]

    said = render(listed("brief uwv doorgezet van mij over dienstverlening", knelpunt))

    assert "Knelpunten van UWV over dienstverlening met het woord 'brief' en de stand doorgezet " in said
    assert "die jij hebt genomen (1)." in said


def test_who_finds_nothing_is_helped_on():
    reply = listed("uvw", *TWENTY)

    assert "Ik vind geen open knelpunten met het woord 'uvw'. Bedoel je deze organisatie?" in render(reply)
    assert commands(reply) == ["/knelpunten UWV", "/knelpunten"]


def test_a_page_that_is_not_there_leads_to_the_first():
    reply = listed("pagina 99", *TWENTY)

    assert NO_SUCH_PAGE in render(reply)
    assert commands(reply) == ["/knelpunten pagina 1"]
