"""What takes the place of a reply."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Choice, Kind, Reply, paragraph
from bot.storage.database import open_database
from bot.storage.outbox import edit_reply
from bot.storage.schema import inbox, outbox
from bot.storage.transaction import writing
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import serving
from tests.bot.channels.telegram.refusals import Refusal

STEPS = ("Ik begin.", "Op de helft.", "Klaar.")
BACK = Choice("Terug", "/terug 3")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """The database of the channel, beside the channel."""
    engine = await open_database(f"sqlite:///{tmp_path / 'wegwijzer.db'}")
    yield engine
    await engine.dispose()


@pytest.fixture
async def channel(api: BotApi, engine: AsyncEngine, tmp_path: Path) -> AsyncIterator[BotApi]:
    """The server of the channel, which runs since the database is there."""
    async with serving(api, tmp_path):
        yield api


async def asked(api: BotApi, engine: AsyncEngine) -> str:
    """Ask something, and wait for the reply; gives the event of the question."""
    api.say("begin")
    await api.until_said(1)
    async with engine.connect() as connection:
        event: str = (await connection.execute(inbox.select())).one().event
    return event


async def edit(engine: AsyncEngine, event: str, text: str, *choices: Choice) -> None:
    reply = Reply((paragraph(text),), Kind.COMMAND, choices)
    async with writing(engine) as connection:
        await edit_reply(connection, "telegram", "7", "7", event, reply, datetime.now(UTC))


async def test_one_message_says_how_far_it_is_and_takes_a_choice_at_last(
    channel: BotApi, engine: AsyncEngine
) -> None:
    event = await asked(channel, engine)
    for step in STEPS:
        await edit(engine, event, step, BACK)
        await channel.until(lambda step=step: channel.texts()[0].startswith(step))

    (said,) = channel.said()
    channel.press(said, row=0)
    await channel.until_said(2)
    assert "/terug 3" in channel.texts()[1]


async def test_an_edit_of_which_no_receipt_came_is_made_again_and_changes_nothing(
    api: BotApi, engine: AsyncEngine, tmp_path: Path
) -> None:
    async with serving(api, tmp_path):
        event = await asked(api, engine)
        await edit(engine, event, STEPS[1])
        await api.until(lambda: api.texts() == [STEPS[1]])
    # As a kill leaves it.
    async with writing(engine) as connection:
        await connection.execute(update(outbox).values(sent_at=None))
    before = len(api.called("editMessageText"))

    async with serving(api, tmp_path):
        await api.until(lambda: len(api.called("editMessageText")) > before)
        await edit(engine, event, STEPS[2])
        await api.until(lambda: api.texts() == [STEPS[2]])


async def test_what_comes_too_soon_for_telegram_waits_and_is_not_lost(
    api: BotApi, engine: AsyncEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.client.TRIES_AFTER_LIMIT", 0)
    refusals = iter([Refusal(429, "Too Many Requests", retry_after=1)])
    api.fault = lambda method, data: next(refusals, None) if method == "editMessageText" else None
    async with serving(api, tmp_path):
        event = await asked(api, engine)

        await edit(engine, event, STEPS[2])

        await api.until(lambda: api.texts() == [STEPS[2]])
        assert len(api.called("editMessageText")) == 2
        assert not api.called("deleteMessage")


async def test_it_is_a_message_of_its_own_where_there_is_none_to_edit(
    channel: BotApi, engine: AsyncEngine
) -> None:
    event = await asked(channel, engine)
    channel.messages.pop((7, channel.said()[0]["message_id"]))

    for step in STEPS:
        await edit(engine, event, step)
        await channel.until(lambda step=step: channel.texts() == [step])
