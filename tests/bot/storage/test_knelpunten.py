from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.actions import SupportKnelpunt
from bot.knelpunten.imported import Imported
from bot.knelpunten.report import Cause, Report, Status, Support
from bot.storage.checking import differing_from_history
from bot.storage.conversations import Conversations
from bot.storage.importing import Counts
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.schema import knelpunt
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, outcome, report, sending


def rows(*ids: str) -> list[Imported]:
    return [Imported(imported_as=name, report=report(title=name), severity="hoog") for name in ids]


async def titles(knelpunten: Knelpunten, wanted: Filter) -> Sequence[str]:
    return [found.report.title for found in await knelpunten.matching(wanted)]


def test_every_field_of_a_report_has_a_column_but_who_may_be_contacted() -> None:
    assert {field.name for field in fields(Report)} - set(knelpunt.c.keys()) == {"contact"}


async def test_numbers_begin_at_one_each_year(knelpunten: Knelpunten, conversations: Conversations) -> None:
    await conversations.keep(incoming("versturen"), sending("KP-2026-0001"), NOW)

    assert await knelpunten.next_number(2026) == "KP-2026-0002"
    assert await knelpunten.next_number(2027) == "KP-2027-0001"


async def test_after_9999_comes_10000(knelpunten: Knelpunten, conversations: Conversations) -> None:
    await conversations.keep(incoming("versturen"), sending("KP-2026-9999"), NOW)
    assert await knelpunten.next_number(2026) == "KP-2026-10000"

    await conversations.keep(incoming("versturen"), sending("KP-2026-10000"), NOW)
    assert await knelpunten.next_number(2026) == "KP-2026-10001"


async def test_knelpunten_are_found_by_number_in_the_order_asked_for(
    knelpunten: Knelpunten, conversations: Conversations
) -> None:
    for number in ("KP-2026-0001", "KP-2026-0002", "KP-2026-0003"):
        await conversations.keep(incoming("versturen"), sending(number), NOW)

    found = await knelpunten.find_many(["KP-2026-0003", "KP-2026-0999", "KP-2026-0001"])

    assert [one.number for one in found] == ["KP-2026-0003", "KP-2026-0001"]
    assert await knelpunten.find("KP-2026-0999") is None
    assert await knelpunten.history("KP-2026-0999") == ()


async def test_the_newest_come_first_a_page_at_a_time(
    knelpunten: Knelpunten, conversations: Conversations
) -> None:
    for rank in range(1, 6):
        moment = NOW + timedelta(days=rank)
        await conversations.keep(incoming("versturen"), sending(f"KP-2026-000{rank}"), moment)

    page = await knelpunten.matching(Filter(), limit=2, offset=1)

    assert [found.number for found in page] == ["KP-2026-0004", "KP-2026-0003"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["C", "B", "A"]),
        (Filter(status=Status.RECEIVED), ["C", "B", "A"]),
        (Filter(cause=Cause.ICT), ["B"]),
        (Filter(cause=Cause.OTHER), ["C"]),
        (Filter(organisation="uwv"), ["C", "B"]),
        (Filter(text="FORMULIER"), ["A"]),
        (Filter(text="100%"), ["B"]),
        (Filter(text="_"), []),
        (Filter(text="formulier", cause=Cause.ICT), []),
    ],
)
async def test_knelpunten_are_filtered(
    knelpunten: Knelpunten, conversations: Conversations, wanted: Filter, found: list[str]
) -> None:
    reports = [
        report(title="A", description="Het formulier", cause="werkproces", organisation="SVB"),
        report(title="B", description="100% uitval", cause="ICT", organisation="UWV Utrecht"),
        report(title="C", description="Anders", cause="anders: gewoonte", organisation="IND"),
    ]
    for rank, told in enumerate(reports, 1):
        await conversations.keep(incoming("versturen"), sending(f"KP-2026-000{rank}", about=told), NOW)
    support = SupportKnelpunt(number="KP-2026-0003", support=Support(organisation="UWV"))
    await conversations.keep(incoming("ook bij ons"), outcome(action=support), NOW)

    assert await titles(knelpunten, wanted) == found


async def test_a_person_sees_what_they_reported_and_support(
    knelpunten: Knelpunten, conversations: Conversations
) -> None:
    await conversations.keep(incoming("versturen"), sending("KP-2026-0001"), NOW)
    await conversations.keep(incoming("versturen", sender="bert"), sending("KP-2026-0002"), NOW)
    await conversations.keep(incoming("versturen", sender="bert"), sending("KP-2026-0003"), NOW)
    support = SupportKnelpunt(number="KP-2026-0002", support=Support(organisation="UWV"))
    await conversations.keep(incoming("x", conversation="elders"), outcome(action=support), NOW)

    found = await knelpunten.of_person("test", "anna")

    assert [one.number for one in found] == ["KP-2026-0002", "KP-2026-0001"]
    assert await knelpunten.of_person("ander kanaal", "anna") == ()


async def test_knelpunten_from_elsewhere_get_numbers_of_their_own(
    engine: AsyncEngine, knelpunten: Knelpunten, conversations: Conversations
) -> None:
    await conversations.keep(incoming("versturen"), sending("KP-2026-0001"), NOW)

    assert await knelpunten.import_many(rows("a", "b"), NOW) == Counts(added=2, known=0)

    found = await knelpunten.find("KP-2026-0003")
    assert found
    assert (found.imported_as, found.report.title, found.severity) == ("b", "b", "hoog")
    assert await differing_from_history(engine) == ()


async def test_what_was_taken_in_before_stays_as_it_was(knelpunten: Knelpunten) -> None:
    await knelpunten.import_many(rows("a"), NOW)
    changed = Imported(imported_as="a", report=report(title="veranderd"))

    counts = await knelpunten.import_many([changed, *rows("b", "b")], NOW)

    assert counts == Counts(added=1, known=2)
    assert await titles(knelpunten, Filter()) == ["b", "a"]


async def test_more_can_be_taken_in_than_go_into_one_query(
    engine: AsyncEngine, knelpunten: Knelpunten
) -> None:
    counts = await knelpunten.import_many(rows(*map(str, range(1201))), NOW)

    assert counts == Counts(added=1201, known=0)
    assert await knelpunten.next_number(2026) == "KP-2026-1202"
    assert len(await knelpunten.matching(Filter())) == 1201
    assert await differing_from_history(engine) == ()


async def test_knelpunten_come_with_what_happened_to_them(
    knelpunten: Knelpunten, conversations: Conversations
) -> None:
    await conversations.keep(incoming("versturen"), sending("KP-2026-0001"), NOW)
    other = sending("KP-2026-0002", about=report(organisation="SVB"))
    await conversations.keep(incoming("versturen"), other, NOW)
    support = SupportKnelpunt(number="KP-2026-0001", support=Support(organisation="UWV"))
    await conversations.keep(incoming("ook bij ons"), outcome(action=support), NOW)

    found = await knelpunten.with_histories(Filter())

    assert [one.number for one, _ in found] == ["KP-2026-0001", "KP-2026-0002"]
    for one, events in found:
        assert one == await knelpunten.find(one.number)
        assert events == await knelpunten.history(one.number)
    assert await knelpunten.with_histories(Filter(organisation="svb")) == found[1:]


async def test_more_can_come_with_what_happened_than_go_into_one_query(knelpunten: Knelpunten) -> None:
    await knelpunten.import_many(rows(*map(str, range(501))), NOW)

    found = await knelpunten.with_histories(Filter())

    assert [one.imported_as for one, _ in found] == [events[0].data["imported_as"] for _, events in found]
    assert len(found) == 501


async def test_a_change_can_be_told_from_its_number(
    knelpunten: Knelpunten, conversations: Conversations
) -> None:
    before = await knelpunten.last_change()
    await conversations.keep(incoming("hallo"), outcome(), NOW)
    assert await knelpunten.last_change() == before

    await conversations.keep(incoming("versturen"), sending("KP-2026-0001"), NOW)
    assert await knelpunten.last_change() > before
