"""What arrives of what is sent, on a real Synapse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import nio
import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import connect
from bot.channels.matrix.sending import send
from bot.delivery import Undeliverable
from bot.messages import Incoming
from tests.bot.channels.matrix.echo import APOLOGY
from tests.synapse.person import Person


@asynccontextmanager
async def synced(account: MatrixAccount) -> AsyncIterator[nio.AsyncClient]:
    """A client as the channel has it after its first sync, a member of the rooms it was invited to."""
    client = await connect(account)
    for room in (await client.sync(full_state=True)).rooms.invite:
        await client.join(room)
    await client.sync(full_state=True)
    try:
        yield client
    finally:
        await client.close()


def question(room: str, event: str) -> Incoming:
    return Incoming(
        channel="matrix",
        conversation=room,
        sender="@anna:localhost",
        event=event,
        text="wat is de ACU?",
        direct=True,
        addressed=True,
        sent_at=datetime.now(UTC),
    )


async def messages(person: Person, room: str) -> list[str]:
    return [event["event_id"] for event in await person.history(room) if event["type"] == "m.room.message"]


async def test_a_reply_sent_twice_is_one_event_also_after_a_restart(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    asked = await anna.say(room, "wat is de ACU?")
    async with synced(account) as client:
        await asyncio.gather(*(send(client, question(room, asked), APOLOGY, 0) for _ in range(2)))
    async with synced(account) as client:
        await send(client, question(room, asked), APOLOGY, 0)

    assert len(await messages(anna, room)) == 2


async def test_replies_to_one_message_are_events_of_their_own(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    asked = await anna.say(room, "wat is de ACU?")
    async with synced(account) as client:
        for number in range(2):
            await send(client, question(room, asked), APOLOGY, number)

    assert len(await messages(anna, room)) == 3


async def test_nothing_is_said_in_plain_text_in_an_encrypted_room(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    asked = await anna.say(room, "wat is de ACU?")
    await anna.request("PUT", f"rooms/{room}/state/m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    async with synced(account) as client:
        with pytest.raises(Undeliverable):
            await send(client, question(room, asked), APOLOGY, 0)

    assert await messages(anna, room) == [asked]


async def test_a_room_that_was_left_is_given_up(anna: Person, account: MatrixAccount):
    room = await anna.create_room(account.user_id)
    asked = await anna.say(room, "wat is de ACU?")
    async with synced(account) as client:
        await client.room_leave(room)

        with pytest.raises(Undeliverable):
            await send(client, question(room, asked), APOLOGY, 0)
