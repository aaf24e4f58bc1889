"""Reporting a knelpunt in Matrix rooms, on a real Synapse."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.matrix.account import MatrixAccount
from bot.dialogue import Dialogue
from bot.privacy.withholding import withheld
from bot.storage.inbox import Inbox
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.schema import draft, metadata
from bot.wording import commands as command_words
from bot.wording import intake as words
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import (
    ask,
    assistant_in_rooms,
    direct_room,
    program,
    said_by,
    service_in_rooms,
)
from tests.bot.cli.wegwijzer import furnished
from tests.bot.talk import ANSWERS, DESCRIPTION
from tests.synapse.person import Person
from tests.synapse.watching import PATIENCE, Event

PROBLEM = "wij lopen vast op een regeling die niemand kan uitleggen, bij wie meld ik dat?"
SKIPPED = ("overslaan",) * 6


@pytest.fixture
async def engine(
    account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
) -> AsyncIterator[AsyncEngine]:
    """The database of the running assistant."""
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        yield engine


async def group_of(account: MatrixAccount, first: Person, second: Person) -> str:
    group = await first.create_room(account.user_id, second.user_id)
    await second.join(group)
    await first.wait_for_member(group, account.user_id)
    return group


async def message_in(person: Person, room: str, sender: str) -> Event:
    """The first message of somebody in a room."""
    return await person.wait_for(
        lambda event: (
            event["room_id"] == room and event["type"] == "m.room.message" and event["sender"] == sender
        )
    )


async def test_a_report_asked_for_in_a_group_is_told_in_a_direct_room(
    anna: Person, bob: Person, account: MatrixAccount, engine: AsyncEngine
) -> None:
    group = await group_of(account, anna, bob)

    announced = await ask(anna, group, f"{account.user_id} /melden")
    room = await anna.wait_for_invite()
    await anna.join(room)
    first = await message_in(anna, room, account.user_id)
    sent = await ask(anna, room, *ANSWERS, *SKIPPED, "versturen")

    assert words.IN_PRIVATE in announced
    assert words.QUESTIONS["description"] in first["content"]["body"]
    (knelpunt,) = await Knelpunten(engine).matching(Filter())
    assert knelpunt.report.description == DESCRIPTION
    assert knelpunt.number in sent
    assert await said_by(account, bob, group) == [announced]


async def test_a_problem_told_in_a_group_is_where_the_report_in_the_direct_room_begins(
    anna: Person, bob: Person, account: MatrixAccount, engine: AsyncEngine
) -> None:
    group = await group_of(account, anna, bob)

    announced = await ask(anna, group, f"{account.user_id} {PROBLEM}")
    room = await anna.wait_for_invite()
    await anna.join(room)
    offered = await message_in(anna, room, account.user_id)
    begun = await ask(anna, room, "ja")
    await ask(anna, room, *ANSWERS[1:], *SKIPPED, "versturen")

    assert words.IN_PRIVATE in announced
    assert words.OFFER in offered["content"]["body"]
    assert words.TAKEN_AS_DESCRIPTION in begun
    (knelpunt,) = await Knelpunten(engine).matching(Filter())
    assert knelpunt.report.description == PROBLEM


@pytest.mark.parametrize("told", [PROBLEM, f"/melden {DESCRIPTION}"])
async def test_what_a_message_from_a_group_began_in_the_direct_room_is_taken_back_with_it(
    anna: Person, bob: Person, account: MatrixAccount, engine: AsyncEngine, told: str
) -> None:
    group = await group_of(account, anna, bob)
    asked = await anna.say(group, f"{account.user_id} {told}")
    room = await anna.wait_for_invite()
    await anna.join(room)
    offered = await message_in(anna, room, account.user_id)

    await anna.redact(group, asked)
    async with asyncio.timeout(PATIENCE):
        while (await anna.event(room, offered["event_id"]))["content"]:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    said = await ask(anna, room, "ja")

    assert await said_by(account, bob, group) == []
    assert not any(question in said for question in words.QUESTIONS.values())
    async with engine.connect() as connection:
        assert (await connection.execute(select(draft))).all() == []


async def test_what_is_kept_of_a_person_comes_as_a_file(
    anna: Person, account: MatrixAccount, engine: AsyncEngine
) -> None:
    room = await direct_room(anna, account)
    await ask(
        anna, room, "/melden", *ANSWERS, *SKIPPED, "versturen", "/melden", "Iets heel anders loopt vast."
    )

    await ask(anna, room, "!mijngegevens")
    file = await anna.wait_for(lambda event: event["content"].get("msgtype") == "m.file")

    content = await anna.download(file["content"]["url"])
    assert file["content"]["body"] == command_words.MY_DATA_FILE
    assert file["content"]["info"] == {"mimetype": "application/json", "size": len(content)}
    everything = json.loads(content)
    assert everything["sender"] == anna.user_id
    (reported,) = await Knelpunten(engine).matching(Filter())
    assert [knelpunt["number"] for knelpunt in everything["knelpunten"]] == [reported.number]
    assert DESCRIPTION in str(everything["knelpunten"])
    assert "Iets heel anders loopt vast." in str(everything["drafts"])
    assert words.QUESTIONS["organisation"] in str(everything["replies"])


async def test_after_forgetting_nothing_of_the_person_is_kept_and_the_report_stays(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
) -> None:
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        room = await direct_room(anna, account)
        await ask(
            anna, room, "/melden", *ANSWERS, *SKIPPED, "versturen", "/melden", "Iets heel anders loopt vast."
        )
        number = (await Knelpunten(engine).matching(Filter()))[0].number

        asked = await ask(anna, room, "/vergeetmij")
        done = await ask(anna, room, "ja")
        # What was replied last is seen before it is noted that it was sent.
        async with asyncio.timeout(PATIENCE):
            while await Inbox(engine, "matrix", withheld).pending():  # noqa: ASYNC110
                await asyncio.sleep(0.05)

        (knelpunt,) = await Knelpunten(engine).matching(Filter())
    async with assistant_in_rooms(account, dialogue, embedder) as engine, engine.connect() as connection:
        rows = [
            str(row) for table in metadata.sorted_tables for row in await connection.execute(select(table))
        ]
    assert command_words.FORGET in asked
    assert done == command_words.FORGOTTEN
    assert (knelpunt.number, knelpunt.report.description) == (number, DESCRIPTION)
    assert not [row for row in rows if anna.user_id in row or room in row or "Iets heel anders" in row]
    on_disk = b"".join(path.read_bytes() for path in account.data_dir.glob("wegwijzer.db*"))
    assert DESCRIPTION.encode() in on_disk
    assert anna.user_id.encode() not in on_disk
    assert b"Iets heel anders" not in on_disk


async def test_the_warning_that_a_draft_expires_arrives_once(
    anna: Person, account: MatrixAccount, installed: Path
) -> None:
    async with service_in_rooms(account, installed) as engine:
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden", DESCRIPTION, "stop", "bewaren")
        async with engine.begin() as connection:
            await connection.execute(update(draft).values(updated_at=datetime.now(UTC) - timedelta(days=25)))

    warning = words.DRAFT_WILL_EXPIRE.partition("{")[0]
    async with service_in_rooms(account, installed):
        await anna.wait_for(lambda event: event["content"].get("body", "").startswith(warning))
    async with service_in_rooms(account, installed):
        await ask(anna, room, "hallo")

    said = await said_by(account, anna, room)
    assert sum(body.startswith(warning) for body in said) == 1
    assert DESCRIPTION in next(body for body in said if body.startswith(warning))


async def test_a_report_goes_on_where_it_was_after_the_program_was_killed(
    anna: Person, account: MatrixAccount, installed: Path
) -> None:
    furnished(account.data_dir, installed)
    async with program(account):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden", *ANSWERS[:3])
    while_it_was_down = await anna.say(room, ANSWERS[3])

    async with program(account):
        next_question = await anna.wait_for_reply(while_it_was_down)
        sent = await ask(anna, room, *ANSWERS[4:], *SKIPPED, "versturen")

    assert words.QUESTIONS["cause"] in next_question["content"]["body"]
    assert "KP-" in sent
