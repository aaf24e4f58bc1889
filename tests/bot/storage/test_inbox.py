import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Incoming
from bot.storage import inbox as inbox_module
from bot.storage.inbox import Inbox
from tests.bot.incoming import incoming
from tests.bot.storage.samples import ON_SQLITE, on_disk


def withhold(message: Incoming) -> Incoming:
    if "geheim" not in message.text:
        return message
    return replace(message, text=message.text.replace("geheim", "***"), withheld=True)


@pytest.fixture
def inbox(engine: AsyncEngine) -> Inbox:
    return Inbox(engine, "matrix", withhold)


async def test_messages_wait_in_order_of_arrival_until_they_are_finished(inbox: Inbox) -> None:
    first, second, third = incoming("een"), incoming("twee"), incoming("drie")

    await inbox.receive([first, second], "p1")
    await inbox.receive([third], "p2")
    await inbox.finish(second)

    assert await inbox.pending() == [first, third]
    assert await inbox.position() == "p2"


async def test_a_message_that_is_known_is_not_taken_in_again(inbox: Inbox) -> None:
    message = incoming("een")
    await inbox.receive([message], "p1")
    await inbox.finish(message)

    await inbox.receive([message, message], "p2")

    assert await inbox.pending() == []


async def test_channels_do_not_see_each_others_messages(engine: AsyncEngine, inbox: Inbox) -> None:
    await inbox.receive([incoming("een")], "p1")

    assert await Inbox(engine, "telegram", withhold).pending() == []
    assert await Inbox(engine, "telegram", withhold).position() is None


async def test_a_message_from_elsewhere_leaves_the_position_where_it_was(inbox: Inbox) -> None:
    await inbox.receive([], "p1")

    await inbox.receive([incoming("een")], None)

    assert await inbox.position() == "p1"


async def test_no_more_is_read_than_is_wanted(inbox: Inbox) -> None:
    messages = [incoming(str(number)) for number in range(5)]
    await inbox.receive(messages, "p1")

    taken = await inbox.pending(2)
    then = await inbox.pending(2, {message.event for message in taken})

    assert taken == messages[:2]
    assert then == messages[2:4]


@ON_SQLITE
async def test_what_may_not_be_stored_is_known_only_while_the_program_runs(
    engine: AsyncEngine, inbox: Inbox, database_file: Path
) -> None:
    message = incoming("dit is geheim")

    await inbox.receive([message], "p1")

    assert on_disk("geheim", database_file.parent) == []
    assert await inbox.pending() == [message]
    after_a_restart = await Inbox(engine, "matrix", withhold).pending()
    assert after_a_restart == [replace(message, text="dit is ***", withheld=True)]


async def test_a_message_is_remembered_whole_no_longer_than_it_waits(inbox: Inbox) -> None:
    message = incoming("dit is geheim")
    await inbox.receive([message], "p1")
    await inbox.finish(message)

    assert inbox._whole == {}


async def test_only_so_many_messages_are_remembered_whole(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "REMEMBERED", 2)
    await inbox.receive([incoming(f"geheim {number}") for number in range(3)], "p1")

    assert [message.text for message in await inbox.pending()] == ["*** 0", "geheim 1", "geheim 2"]


async def test_channels_take_in_messages_side_by_side(engine: AsyncEngine) -> None:
    inboxes = [Inbox(engine, f"channel {number}", withhold) for number in range(20)]

    await asyncio.gather(*(inbox.receive([incoming("een")], "p1") for inbox in inboxes))

    assert [len(await inbox.pending()) for inbox in inboxes] == [1] * 20
