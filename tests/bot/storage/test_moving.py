"""A conversation that goes on in another place, with the threads in it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.draft import Draft
from bot.memory import Exchange, Memory
from bot.storage.attachments import Attachments
from bot.storage.conversations import Conversations
from bot.storage.moving import Moving
from bot.storage.schema import attachment
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, draft, outcome

LATER = NOW + timedelta(minutes=1)
NEW = "!nieuw"


@pytest.fixture
def moving(engine: AsyncEngine) -> Moving:
    return Moving(engine)


async def move(moving: Moving) -> None:
    """Move twice, as after a crash."""
    for _ in range(2):
        await moving.move("test", "!oud", NEW, threads="!oud $")


async def draft_in(conversations: Conversations, place: str, sender: str = "anna") -> Draft | None:
    here = incoming("x", conversation=place, sender=sender)
    return (await conversations.context_of(here, since=NOW)).draft


def remembering(question: str) -> Memory:
    return Memory(introduced=True, exchanges=(Exchange(question),))


async def test_what_was_told_in_a_thread_goes_on_in_the_new_place(
    conversations: Conversations, moving: Moving
) -> None:
    await conversations.keep(incoming("meld", conversation="!oud $1"), outcome(draft=draft()), NOW)

    await move(moving)

    assert await draft_in(conversations, NEW) == draft()
    assert await draft_in(conversations, "!oud $1") is None


async def test_of_several_the_one_outside_threads_goes_along_or_else_the_newest(
    conversations: Conversations, moving: Moving
) -> None:
    for place, moment, sender in (
        ("!oud $1", LATER, "anna"),
        ("!oud", NOW, "anna"),
        ("!oud $2", LATER, "bob"),
        ("!oud $1", NOW, "bob"),
    ):
        told = outcome(draft=draft(f"{sender} in {place}"), memory=remembering(f"{sender} in {place}"))
        await conversations.keep(incoming("meld", conversation=place, sender=sender), told, moment)

    await move(moving)

    for sender, place in (("anna", "!oud"), ("bob", "!oud $2")):
        here = await conversations.context_of(incoming("x", conversation=NEW, sender=sender), since=NOW)
        assert here.draft == draft(f"{sender} in {place}")
        assert here.memory == remembering(f"{sender} in {place}")
        assert await draft_in(conversations, "!oud $1", sender) == draft(f"{sender} in !oud $1")


async def test_a_room_of_another_name_that_begins_alike_is_left_alone(
    conversations: Conversations, moving: Moving
) -> None:
    for place in ("!oude", "!oude $1", "!ou", "!ou_ $1"):
        await conversations.keep(incoming("meld", conversation=place), outcome(draft=draft()), NOW)

    await move(moving)

    assert await draft_in(conversations, NEW) is None


async def test_files_stay_with_the_report_that_they_belong_to(
    engine: AsyncEngine, conversations: Conversations, moving: Moving
) -> None:
    files = Attachments(engine)
    told = {}
    for place in ("!oud", "!oud $1"):
        message = incoming("meld", conversation=place)
        told[place] = await files.add_to_draft(message, 0, "a.pdf", "application/pdf", b"%PDF")
        await conversations.keep(message, outcome(draft=draft(attachments=(told[place],))), NOW)

    await move(moving)

    async with engine.connect() as connection:
        query = select(attachment.c.conversation, attachment.c.id)
        assert sorted((await connection.execute(query)).all()) == sorted(
            [(NEW, told["!oud"]), ("!oud $1", told["!oud $1"])]
        )
