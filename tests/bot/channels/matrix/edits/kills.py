"""Replies are edited while the assistant is killed and started again, time after time."""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.matrix.account import MatrixAccount
from bot.messages import Kind, Reply, paragraph
from bot.storage.database import open_database
from bot.storage.outbox import edit_reply
from bot.storage.schema import sent_event
from bot.storage.transaction import writing
from tests.bot.channels.matrix.assistant import direct_room
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import PATIENCE, Event
from tests.torture.nursery import nursery_of

NEVER_ANSWERED = "$nooit-beantwoord"
LONGEST_NOTING = 0.002
"""Seconds at most from the moment that the homeserver has an edit to the kill."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What it came to.

    Attributes:
        messages: how many messages the assistant said.
        edits: for each edit how often it was made.
        unnoted: how many edits were made by an assistant that was killed before it noted that.
    """

    messages: int
    edits: Mapping[str, int]
    unnoted: int


async def kill_while_editing(
    synapse: Synapse, person: Person, account: MatrixAccount, kills: int, seed: int
) -> Outcome:
    """Have a reply edited that was sent, and one that was not, and kill the assistant at each edit."""
    chance = random.Random(seed)
    unnoted = 0
    engine = await open_database(f"sqlite:///{account.data_dir / 'wegwijzer.db'}")
    assert account.password
    arguments = (account.homeserver, account.user_id, account.password.get_secret_value())
    async with nursery_of(
        "tests.bot.channels.matrix.edits.echo_process", *arguments, str(account.data_dir)
    ) as nursery:
        await nursery.start()
        room = await direct_room(person, account)
        asked = await person.say(room, "begin")
        await person.wait_for_reply(asked)
        await nursery.kill()
        for number in range(kills):
            text = f"stap {number} van {kills}"
            await _edit(engine, person, room, NEVER_ANSWERED if number % 2 else asked, text)
            before = await _noted(engine)
            await nursery.start()
            await _until_stored(synapse, room, text)
            await asyncio.sleep(chance.uniform(0, LONGEST_NOTING))
            await nursery.kill()
            unnoted += await _noted(engine) == before
        await nursery.start()
        for event in (asked, NEVER_ANSWERED):
            await _edit(engine, person, room, event, f"klaar {event}")
            await _until_stored(synapse, room, f"klaar {event}")
        await nursery.kill()
    await engine.dispose()
    said = [event["content"] for event in synapse.stored_events(room) if _is_said(event, account)]
    edits = [content["m.new_content"]["body"] for content in said if "m.new_content" in content]
    return Outcome(messages=len(said) - len(edits), edits=Counter(edits), unnoted=unnoted)


async def _edit(engine: AsyncEngine, person: Person, room: str, event: str, text: str) -> None:
    reply = Reply((paragraph(text),), Kind.COMMAND)
    async with writing(engine) as connection:
        await edit_reply(connection, "matrix", room, person.user_id, event, reply, datetime.now(UTC))


async def _noted(engine: AsyncEngine) -> int:
    """How many events the assistant knows that it sent."""
    async with engine.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(sent_event))).scalar_one()


async def _until_stored(synapse: Synapse, room: str, text: str) -> None:
    """Wait until the homeserver has an event that says this."""
    async with asyncio.timeout(PATIENCE):
        while not any(  # noqa: ASYNC110
            text in event["content"].get("body", "") for event in synapse.stored_events(room)
        ):
            await asyncio.sleep(0.002)


def _is_said(event: Event, account: MatrixAccount) -> bool:
    return event["type"] == "m.room.message" and event["sender"] == account.user_id
