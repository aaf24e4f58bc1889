"""What takes the place of a reply, on a real Synapse."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.matrix.account import MatrixAccount
from bot.messages import Choice, Kind, Reply, paragraph
from bot.signs import NUMBERS
from bot.storage.answers import Answers
from bot.storage.database import open_database
from bot.storage.outbox import edit_reply
from bot.storage.schema import outbox, sent_event
from tests.bot.channels.matrix.assistant import direct_room
from tests.bot.channels.matrix.conftest import remembering, serving
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.watching import PATIENCE, Event

STEPS = ("Ik begin.", "Op de helft.", "Klaar.")


@pytest.fixture
async def engine(account: MatrixAccount) -> AsyncIterator[AsyncEngine]:
    """The database of the channel, beside the channel."""
    engine = await open_database(f"sqlite:///{account.data_dir / 'wegwijzer.db'}")
    yield engine
    await engine.dispose()


async def edit(
    engine: AsyncEngine, person: Person | EncryptedPerson, room: str, asked: str, text: str, *choices: Choice
) -> None:
    reply = Reply((paragraph(text),), Kind.COMMAND, choices)
    async with engine.begin() as connection:
        await edit_reply(connection, "matrix", room, person.user_id, asked, reply, datetime.now(UTC))


async def edited(person: Person | EncryptedPerson, text: str) -> Event:
    """Wait until something says this in the place of something else."""
    return await person.wait_for(
        lambda event: event["content"].get("m.new_content", {}).get("body", "").startswith(text)
    )


async def wait_until_redacted(person: Person, room: str, event: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await person.event(room, event))["content"]:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def messages(person: Person | EncryptedPerson, room: str, account: MatrixAccount) -> list[Event]:
    """What the assistant said in a room, without what took the place of something; nothing is left out."""
    return [
        event
        for event in await person.history(room)
        if event["sender"] == account.user_id
        and event["type"] in {"m.room.message", "m.room.encrypted"}
        and event["content"].get("m.relates_to", {}).get("rel_type") != "m.replace"
    ]


async def test_one_message_says_how_far_it_is_and_takes_a_choice_at_last(
    anna: Person, bob: Person, account: MatrixAccount, engine: AsyncEngine
) -> None:
    async with remembering(account) as assistant, serving(account, assistant):
        room = await anna.create_room(account.user_id, bob.user_id)
        await bob.join(room)
        await anna.wait_for_member(room, account.user_id)
        asked = await anna.say(room, f"{account.user_id} begin")
        begun = await anna.wait_for_reply(asked)
        for text in STEPS[:2]:
            await edit(engine, anna, room, asked, text)
            halfway = await edited(anna, text)
        await edit(engine, anna, room, asked, STEPS[2], Choice("Terug", "/terug 3"))
        done = await edited(anna, STEPS[2])
        offered = await anna.wait_for(lambda event: event["type"] == "m.reaction")

        assert begun["content"]["m.mentions"] == {"user_ids": [anna.user_id]}
        for event in (halfway, done):
            assert event["content"]["m.relates_to"]["event_id"] == begun["event_id"]
            assert event["content"]["m.mentions"] == {}
        assert offered["content"]["m.relates_to"]["event_id"] == begun["event_id"]
        assert offered["content"]["m.relates_to"]["key"] == NUMBERS[0]
        assert [event["event_id"] for event in await messages(anna, room, account)] == [begun["event_id"]]
        found = await Answers(engine).find("matrix", begun["event_id"])
        assert found is not None
        assert found.reply.choices == (Choice("Terug", "/terug 3"),)

        await anna.redact(room, asked)
        for event in (begun, halfway, done):
            await wait_until_redacted(anna, room, event["event_id"])


async def test_in_an_encrypted_room_it_is_encrypted(
    eva: EncryptedPerson, account: MatrixAccount, engine: AsyncEngine
) -> None:
    async with serving(account):
        room = await direct_room(eva, account)
        asked = await eva.say(room, "begin")
        begun = await eva.wait_for_reply(asked)
        await edit(engine, eva, room, asked, "Klaar.")
        done = await edited(eva, "Klaar.")

        assert done["encrypted"]
        assert done["content"]["m.relates_to"]["event_id"] == begun["event_id"]


async def test_it_is_a_message_of_its_own_where_there_is_none_to_edit(
    anna: Person, account: MatrixAccount, engine: AsyncEngine
) -> None:
    async with serving(account):
        room = await direct_room(anna, account)
        elsewhere = await anna.say(await direct_room(anna, account), "daar")
        await anna.wait_for_reply(elsewhere)
        for asked in ("$nooit-gezegd", elsewhere):
            for step in STEPS:
                text = f"{asked} {step}"
                await edit(engine, anna, room, asked, text)
                await anna.wait_for(
                    lambda event, text=text: (
                        event["room_id"] == room and text in event["content"].get("body", "")
                    )
                )

        assert len(await messages(anna, room, account)) == 2


async def test_what_was_sent_but_not_noted_is_not_said_again(
    anna: Person, account: MatrixAccount, engine: AsyncEngine
) -> None:
    async with serving(account):
        room = await direct_room(anna, account)
        begun = await anna.wait_for_reply(asked := await anna.say(room, "begin"))
        await edit(engine, anna, room, asked, STEPS[1])
        await edit(engine, anna, room, "$nooit-gezegd", STEPS[1])
        await edited(anna, STEPS[1])
        said = await anna.wait_for(lambda event: event["content"].get("body") == STEPS[1])
    # As a kill leaves it.
    async with engine.begin() as connection:
        await connection.execute(update(outbox).values(sent_at=None))
        await connection.execute(sent_event.delete().where(sent_event.c.event != begun["event_id"]))

    async with serving(account):
        await edit(engine, anna, room, asked, STEPS[2])
        await edited(anna, STEPS[2])

    kept = [event["event_id"] for event in await messages(anna, room, account)]
    assert kept == [begun["event_id"], said["event_id"]]
