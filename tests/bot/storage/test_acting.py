import asyncio
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.actions import Action
from bot.knelpunten.actions import (
    AddAttachments,
    AddRemark,
    Change,
    SendReport,
    SupportKnelpunt,
)
from bot.knelpunten.history import Event, EventKind, Role
from bot.knelpunten.number import rank_of
from bot.knelpunten.report import Knelpunt, Status, Support
from bot.outcome import PrivilegedUse
from bot.storage.attachments import Attachments
from bot.storage.checking import differing_from_history
from bot.storage.conversations import Conversations
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.transaction import Overtaken
from tests.bot.incoming import incoming
from tests.bot.privileged import acts
from tests.bot.storage.samples import NOW, draft, outcome, report, sending

FIRST, SECOND = "KP-2026-0001", "KP-2026-0002"


@pytest.fixture
def attachments(engine: AsyncEngine) -> Attachments:
    return Attachments(engine)


async def act(conversations: Conversations, action: Action, **who: Any) -> None:
    await conversations.keep(incoming("ja", **who), outcome(action=action), NOW)


async def test_a_report_that_is_sent_becomes_a_knelpunt(
    conversations: Conversations, knelpunten: Knelpunten
) -> None:
    told = report(group="jongeren", proposal="Eerder versturen", contact=True)

    await conversations.keep(incoming("versturen"), sending(FIRST, told), NOW)

    assert await knelpunten.find(FIRST) == Knelpunt(
        number=FIRST,
        imported_as=None,
        report=told,
        severity="",
        status=Status.RECEIVED,
        reported_at=NOW,
        since=NOW,
    )
    assert await knelpunten.takes_part(FIRST, "test", "anna") is Role.REPORTER
    assert await knelpunten.takes_part(FIRST, "test", "bert") is None


async def test_a_number_that_is_taken_leaves_everything_as_it_was(
    conversations: Conversations, knelpunten: Knelpunten
) -> None:
    await conversations.keep(incoming("versturen"), sending(FIRST), NOW)
    message = incoming("versturen", sender="bert")
    await conversations.keep(incoming("meld", sender="bert"), outcome(draft=draft()), NOW)

    with pytest.raises(Overtaken):
        await conversations.keep(message, sending(FIRST, report(title="Iets anders")), NOW)

    assert await conversations.replies_to(message) is None
    assert (await conversations.context_of(message, since=NOW)).draft == draft()
    assert await knelpunten.of_person("test", "bert") == ()


async def test_a_message_that_is_handled_twice_gives_one_knelpunt(
    conversations: Conversations, knelpunten: Knelpunten
) -> None:
    message = incoming("versturen")
    await conversations.keep(message, sending(FIRST), NOW)

    with pytest.raises(Overtaken):
        await conversations.keep(message, sending(SECOND), NOW)

    assert len(await knelpunten.matching(Filter())) == 1


async def test_twenty_reports_at_once_get_twenty_numbers_without_a_gap(
    engine: AsyncEngine, conversations: Conversations, knelpunten: Knelpunten
) -> None:
    async def send(sender: str) -> None:
        message = incoming("versturen", sender=sender, conversation=sender)
        for _ in range(100):
            number = await knelpunten.next_number(2026)
            try:
                await conversations.keep(message, sending(number, report(title=sender)), NOW)
            except Overtaken:
                continue
            return
        pytest.fail("always overtaken")

    await asyncio.gather(*(send(f"persoon {number}") for number in range(20)))

    found = await knelpunten.matching(Filter())
    assert sorted(rank_of(one.number) for one in found) == list(range(1, 21))
    assert len({one.report.title for one in found}) == 20
    assert await differing_from_history(engine) == ()


async def test_lookalikes_are_related_both_ways(conversations: Conversations, knelpunten: Knelpunten) -> None:
    await conversations.keep(incoming("versturen"), sending(FIRST), NOW)

    await act(
        conversations,
        SendReport(number=SECOND, report=report(), related=(FIRST, FIRST, "KP-2026-0999")),
        sender="bert",
    )

    first, second = await knelpunten.find_many([FIRST, SECOND])
    assert first.related == (SECOND,)
    assert second.related == (FIRST,)


async def test_a_knelpunt_can_be_supported(conversations: Conversations, knelpunten: Knelpunten) -> None:
    await conversations.keep(incoming("versturen"), sending(FIRST), NOW)
    support = Support(organisation="UWV", frequency="dagelijks", remark="Ook bij ons")

    await act(conversations, SupportKnelpunt(number=FIRST, support=support), sender="bert")

    found = await knelpunten.find(FIRST)
    assert found
    assert found.supports == (support,)
    assert await knelpunten.takes_part(FIRST, "test", "bert") is Role.SUPPORTER


async def test_who_reported_stays_the_reporter_of_what_they_support(
    conversations: Conversations, knelpunten: Knelpunten
) -> None:
    await conversations.keep(incoming("versturen"), sending(FIRST), NOW)

    support = SupportKnelpunt(number=FIRST, support=Support(organisation="SVB"))
    await act(conversations, support, conversation="elders")

    assert await knelpunten.takes_part(FIRST, "test", "anna") is Role.REPORTER


async def test_a_remark_is_part_of_the_history(conversations: Conversations, knelpunten: Knelpunten) -> None:
    await conversations.keep(incoming("versturen"), sending(FIRST), NOW)

    await act(conversations, AddRemark(number=FIRST, text="Nog steeds"), conversation="elders")

    reported, remarked = await knelpunten.history(FIRST)
    assert reported.kind is EventKind.REPORTED
    assert remarked == Event(NOW, EventKind.REMARKED, Role.REPORTER, {"text": "Nog steeds"})


@pytest.mark.parametrize(
    "action",
    [
        AddRemark(number=FIRST, text="Ik ook"),
        AddAttachments(number=FIRST, attachments=(1,)),
        SupportKnelpunt(number=SECOND, support=Support(organisation="UWV")),
        SupportKnelpunt(number=FIRST, support=Support(organisation="UWV"), attachments=(7,)),
    ],
)
async def test_what_cannot_be_done_changes_nothing(
    conversations: Conversations, knelpunten: Knelpunten, action: Action
) -> None:
    await conversations.keep(incoming("versturen"), sending(FIRST), NOW)
    before = await knelpunten.last_change()

    with pytest.raises(Overtaken):
        await act(conversations, action, sender="bert")

    assert await knelpunten.last_change() == before
    assert await knelpunten.of_person("test", "bert") == ()


async def test_the_use_of_a_role_is_written_down_with_what_it_does_or_not_at_all(
    engine: AsyncEngine, conversations: Conversations
) -> None:
    message = incoming(f"/zet {FIRST} opgelost")
    use = PrivilegedUse("zet", FIRST, allowed=True)
    change = Change(
        number=FIRST,
        seen=Status.RECEIVED,
        kind=EventKind.CHANGED,
        data={"status": Status.IN_PROGRESS, "why": ""},
        by=Role.HANDLER,
        told_from=NOW,
    )

    with pytest.raises(Overtaken):
        await conversations.keep(message, outcome(action=change, use=use), NOW)
    assert await acts(engine) == []

    await conversations.keep(incoming("versturen", sender="bert"), sending(FIRST), NOW)
    await conversations.keep(message, outcome(action=change, use=use), NOW)
    with pytest.raises(Overtaken):
        await conversations.keep(message, outcome(action=change, use=use), NOW)
    assert await acts(engine) == [("zet", "anna", FIRST, True)]


async def test_the_files_of_a_draft_go_with_its_report(
    conversations: Conversations, knelpunten: Knelpunten, attachments: Attachments
) -> None:
    file = await attachments.add_to_draft(incoming("foto"), 0, "foto.png", "image/png", b"beeld")
    await conversations.keep(incoming("ja"), outcome(draft=draft(attachments=(file,))), NOW)

    await act(conversations, SendReport(number=FIRST, report=report(), attachments=(file,)))

    found = await knelpunten.find(FIRST)
    assert found
    assert found.attachments == ("foto.png",)
    assert [stored.id for stored in await attachments.of_knelpunt(FIRST)] == [file]
    assert await attachments.content(file) == b"beeld"


async def test_files_can_be_added_afterwards(
    conversations: Conversations, knelpunten: Knelpunten, attachments: Attachments
) -> None:
    await conversations.keep(incoming("versturen"), sending(FIRST), NOW)
    message = incoming("KP-2026-0001")
    files = [
        await attachments.add_to_draft(message, position, f"{position}.png", "image/png", b"beeld")
        for position in range(2)
    ]

    action = AddAttachments(number=FIRST, attachments=(files[1], files[0]))
    await conversations.keep(message, outcome(action=action), NOW)

    found = await knelpunten.find(FIRST)
    assert found
    assert found.attachments == ("0.png", "1.png")


async def test_nobody_can_send_a_file_of_somebody_else(
    conversations: Conversations, attachments: Attachments
) -> None:
    file = await attachments.add_to_draft(incoming("foto"), 0, "foto.png", "image/png", b"beeld")

    with pytest.raises(Overtaken):
        await act(
            conversations,
            SendReport(number=FIRST, report=report(), attachments=(file,)),
            sender="bert",
        )
