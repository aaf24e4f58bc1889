"""What is said unasked, on a real Synapse."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.matrix.account import MatrixAccount
from bot.messages import Kind, Reply, paragraph
from bot.storage.database import open_database
from bot.storage.outbox import add_to_outbox
from bot.storage.schema import outbox
from tests.bot.channels.matrix.conftest import serving
from tests.bot.channels.matrix.echo import Echo
from tests.synapse.person import Person
from tests.synapse.watching import Event


@pytest.fixture
async def engine(account: MatrixAccount) -> AsyncIterator[AsyncEngine]:
    """The database of the channel, beside the channel."""
    engine = await open_database(f"sqlite:///{account.data_dir / 'wegwijzer.db'}")
    yield engine
    await engine.dispose()


async def add(engine: AsyncEngine, conversation: str, person: Person, text: str) -> None:
    async with engine.begin() as connection:
        reply = Reply((paragraph(text),), Kind.NOTICE)
        await add_to_outbox(connection, "matrix", conversation, person.user_id, reply, datetime.now(UTC))


async def notice(person: Person, text: str) -> Event:
    return await person.wait_for(
        lambda event: event["type"] == "m.room.message" and event["content"]["body"] == text
    )


async def test_what_waited_while_the_channel_was_down_is_said_once_and_in_order(
    anna: Person, account: MatrixAccount, engine: AsyncEngine
):
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
    for text in ("een", "twee", "drie"):
        await add(engine, room, anna, text)

    async with serving(account):
        last = await notice(anna, "drie")
    async with serving(account):
        await anna.wait_for_reply(await anna.say(room, "nog iets?"))

    texts = [event["content"].get("body") for event in await anna.history(room)]
    assert [text for text in texts if text in {"een", "twee", "drie"}] == ["een", "twee", "drie"]
    assert "m.relates_to" not in last["content"]
    assert last["content"]["m.mentions"] == {}


async def test_a_notice_that_was_sent_but_not_noted_is_not_said_again(
    anna: Person, account: MatrixAccount, engine: AsyncEngine
):
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
        await add(engine, room, anna, "een")
        await anna.say(room, "is er nieuws?")
        await notice(anna, "een")
    async with engine.begin() as connection:
        await connection.execute(update(outbox).values(sent_at=None))
    await add(engine, room, anna, "twee")

    async with serving(account):
        await notice(anna, "twee")

    assert [event["content"].get("body") for event in await anna.history(room)].count("een") == 1


async def test_what_handling_a_message_leaves_in_the_outbox_is_said_at_once(
    anna: Person, bob: Person, account: MatrixAccount, engine: AsyncEngine
):
    class Telling(Echo):
        async def handle(self, incoming, fetch):
            await add(engine, group, bob, "Bob, er is nieuws.")
            return await super().handle(incoming, fetch)

    async with serving(account, Telling()):
        group = await anna.create_room(account.user_id, bob.user_id)
        await bob.join(group)
        await anna.wait_for_member(group, account.user_id)
        asked = await anna.say(group, f"{account.user_id} vertel het Bob")

        told = await notice(anna, "Bob, er is nieuws.")
        reply = await anna.wait_for_reply(asked)

    assert told["content"]["m.mentions"] == {"user_ids": [bob.user_id]}
    assert abs(told["origin_server_ts"] - reply["origin_server_ts"]) < 2000


async def test_a_notice_for_a_room_that_was_left_holds_up_no_other(
    anna: Person, account: MatrixAccount, engine: AsyncEngine
):
    async with serving(account):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)
    await add(engine, "!weg:localhost", anna, "komt nooit aan")
    await add(engine, room, anna, "komt wel aan")

    async with serving(account):
        await notice(anna, "komt wel aan")
