from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import open_in_memory
from bot.storage.inbox import Inbox
from tests.bot.incoming import incoming


@pytest.fixture
async def engine() -> AsyncIterator[AsyncEngine]:
    engine = await open_in_memory()
    yield engine
    await engine.dispose()


async def test_messages_wait_in_order_of_arrival_until_they_are_finished(engine: AsyncEngine) -> None:
    inbox = Inbox(engine, "matrix")
    first, second, third = incoming("een"), incoming("twee"), incoming("drie")

    await inbox.receive([first, second], "p1")
    await inbox.receive([third], "p2")
    await inbox.finish(second)

    assert await inbox.pending() == [first, third]
    assert await inbox.position() == "p2"


async def test_a_message_that_is_known_is_not_taken_in_again(engine: AsyncEngine) -> None:
    inbox = Inbox(engine, "matrix")
    message = incoming("een")
    await inbox.receive([message], "p1")
    await inbox.finish(message)

    await inbox.receive([message, message], "p2")

    assert await inbox.pending() == []


async def test_channels_do_not_see_each_others_messages(engine: AsyncEngine) -> None:
    await Inbox(engine, "matrix").receive([incoming("een")], "p1")

    assert await Inbox(engine, "telegram").pending() == []
    assert await Inbox(engine, "telegram").position() is None
