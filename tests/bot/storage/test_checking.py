import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.actions import Action
from bot.knelpunten.actions import (
    AddAttachments,
    AddRemark,
    ForgetPerson,
    SendReport,
    SupportKnelpunt,
)
from bot.knelpunten.report import Support
from bot.storage.attachments import Attachments
from bot.storage.checking import differing_from_history
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.transaction import Overtaken
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, outcome, report, sending

numbers = st.integers(1, 4).map("KP-2026-000{}".format)
files = st.lists(st.integers(1, 12), max_size=2).map(tuple)
actions = st.one_of(
    st.builds(
        SendReport,
        number=numbers,
        report=st.builds(report, title=st.text(), contact=st.booleans()),
        related=st.lists(numbers, max_size=3).map(tuple),
        attachments=files,
    ),
    st.builds(
        SupportKnelpunt,
        number=numbers,
        support=st.builds(Support, organisation=st.text(), remark=st.text()),
        attachments=files,
    ),
    st.builds(AddRemark, number=numbers, text=st.text()),
    st.builds(AddAttachments, number=numbers, attachments=files),
    st.just(ForgetPerson()),
)


@given(st.lists(st.tuples(st.sampled_from(["anna", "bert"]), actions), max_size=15))
@settings(max_examples=30, deadline=None)
def test_whatever_happens_the_knelpunten_are_what_their_events_say(
    empty_database: Path, done: list[tuple[str, Action]]
) -> None:
    with TemporaryDirectory() as folder:
        file = shutil.copy(empty_database, folder)

        asyncio.run(do_all(f"sqlite:///{file}", done))


async def do_all(url: str, done: Sequence[tuple[str, Action]]) -> None:
    engine = await open_database(url)
    conversations, attachments = Conversations(engine), Attachments(engine)
    sent = 0
    for sender, action in done:
        message = incoming("ja", sender=sender)
        await attachments.add_to_draft(message, 0, "foto.png", "image/png", b"beeld")
        try:
            await conversations.keep(message, outcome(action=action), NOW)
        except Overtaken:
            continue
        sent += isinstance(action, SendReport)

    assert len(await Knelpunten(engine).matching(Filter())) == sent
    assert await differing_from_history(engine) == ()
    await engine.dispose()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE knelpunt SET title = 'Iets anders'",
        "UPDATE knelpunt SET severity = 'hoog'",
        "UPDATE knelpunt SET reported_at = '2020-01-01 00:00:00'",
        "DELETE FROM knelpunt_support",
        "DELETE FROM knelpunt_event WHERE kind = 'supported'",
        "DELETE FROM knelpunt_event WHERE kind = 'reported'",
        "DELETE FROM knelpunt_event",
        "UPDATE knelpunt_event SET data = '{}'",
    ],
)
async def test_a_change_that_is_no_event_is_noticed(
    engine: AsyncEngine, conversations: Conversations, tampering: str
) -> None:
    await conversations.keep(incoming("versturen"), sending("KP-2026-0001"), NOW)
    await conversations.keep(incoming("versturen"), sending("KP-2026-0002"), NOW)
    support = SupportKnelpunt(number="KP-2026-0002", support=Support(organisation="UWV"))
    await conversations.keep(incoming("ook bij ons"), outcome(action=support), NOW)
    assert await differing_from_history(engine) == ()

    async with engine.begin() as connection:
        await connection.execute(text(tampering))

    assert "KP-2026-0002" in await differing_from_history(engine)
