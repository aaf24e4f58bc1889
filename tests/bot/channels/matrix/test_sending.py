"""What arrives of what is sent, on a real Synapse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import randrange

import nio
import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import connect
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination
from bot.channels.matrix.sending import send
from bot.delivery.delivery import Undeliverable
from bot.messages import File, Kind, Reply, paragraph
from tests.bot.channels.matrix.echo import APOLOGY
from tests.bot.channels.pictures import picture
from tests.synapse.person import Person
from tests.synapse.watching import Event


@asynccontextmanager
async def synced(account: MatrixAccount) -> AsyncIterator[nio.AsyncClient]:
    """A client as the channel has it after its first sync, a member of the rooms it was invited to."""
    client = await connect(account)
    # Never asked the same, or Synapse answers what it answered then.
    for room in (await client.sync(randrange(1, 10_000), full_state=True)).rooms.invite:
        await client.join(room)
    await client.sync(full_state=True)
    try:
        yield client
    finally:
        await client.close()


def at(room: str) -> Destination:
    return Destination(Conversation(room), reply_to="$vraag")


async def said(person: Person, room: str) -> list[Event]:
    return [event for event in await person.history(room) if event["type"] == "m.room.message"]


async def messages(person: Person, room: str) -> list[str]:
    return [event["event_id"] for event in await said(person, room)]


async def test_a_reply_sent_twice_is_one_event_also_after_a_restart(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    asked = await anna.say(room, "wat is de ACU?")
    async with synced(account) as client:
        await asyncio.gather(*(send(client, at(room), APOLOGY, asked) for _ in range(2)))
    async with synced(account) as client:
        await send(client, at(room), APOLOGY, asked)

    assert len(await messages(anna, room)) == 2


async def test_replies_to_one_message_are_events_of_their_own(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    asked = await anna.say(room, "wat is de ACU?")
    async with synced(account) as client:
        for number in range(2):
            await send(client, at(room), APOLOGY, f"{asked} {number}")

    assert len(await messages(anna, room)) == 3


def with_files(*contents: bytes) -> Reply:
    files = tuple(
        File(f"melding {number}.txt", "text/plain", content) for number, content in enumerate(contents)
    )
    return Reply((paragraph("Hier zijn ze."),), Kind.COMMAND, files=files)


async def test_files_follow_the_text_and_hold_what_was_sent(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    contents = [b"een", "tw\u00e9\u00e9".encode() * 100_000]
    async with synced(account) as client:
        await send(client, at(room), with_files(*contents), "$vraag 0")

    text, *files = [event["content"] for event in await said(anna, room)]
    assert text["body"] == "Hier zijn ze."
    assert [file["msgtype"] for file in files] == ["m.file", "m.file"]
    assert [file["filename"] for file in files] == ["melding 0.txt", "melding 1.txt"]
    assert [file["info"]["size"] for file in files] == [len(content) for content in contents]
    assert [await anna.download(file["url"]) for file in files] == contents


async def test_a_picture_is_shown_with_what_it_shows(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    content = picture(30, 20)
    chart = File("naar-stand.png", "image/png", content, "Staafdiagram. Ontvangen 3, opgelost 2.")
    reply = Reply((paragraph("Overzicht."),), Kind.COMMAND, files=(chart,))
    async with synced(account) as client:
        await send(client, at(room), reply, "$vraag 0")

    image = (await said(anna, room))[-1]["content"]
    assert (image["msgtype"], image["body"], image["filename"]) == (
        "m.image",
        "Staafdiagram. Ontvangen 3, opgelost 2.",
        "naar-stand.png",
    )
    assert image["info"] == {"mimetype": "image/png", "size": len(content), "w": 30, "h": 20}
    assert await anna.download(image["url"]) == content


async def test_files_sent_twice_are_one_event_each(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    async with synced(account) as client:
        for _ in range(2):
            await send(client, at(room), with_files(b"een", b"twee"), "$vraag 0")

    assert len(await said(anna, room)) == 3


async def test_a_file_in_a_thread_stays_in_the_thread(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    root = await anna.say(room, "mijn gegevens?")
    async with synced(account) as client:
        to = Destination(Conversation(room, root), reply_to=root)
        await send(client, to, with_files(b"een"), "$vraag 0")

    relation = (await said(anna, room))[-1]["content"]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", root)


async def test_a_room_that_was_left_is_given_up(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    asked = await anna.say(room, "wat is de ACU?")
    async with synced(account) as client:
        await client.room_leave(room)

        with pytest.raises(Undeliverable):
            await send(client, at(room), APOLOGY, asked)
