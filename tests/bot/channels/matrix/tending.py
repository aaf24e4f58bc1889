"""A room in which admins tend the knowledge, with somebody in it who is no admin, on a real Synapse."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.assistant import service_in_rooms
from tests.bot.channels.matrix.chat import Chat, chat, own_documents
from tests.synapse.person import Person
from tests.synapse.watching import PATIENCE, Event

LONGEST_WORK = 3 * PATIENCE
"""Seconds that work on the index may take: it gives way to all else that a machine does."""

HOST = "www.example.org"
CASES = (
    {"id": "T1", "question": "Wat is de ACU?", "kind": "answer", "documents": ["glossary.toml"]},
    {"id": "T2", "question": "Wie wint de verkiezingen?", "kind": "unknown"},
)


@dataclass(frozen=True, slots=True)
class Tended:
    """The people, and where they talk.

    Attributes:
        admin: an admin in the admin room.
        admin_alone: the same in a room of their own.
        other: somebody without a role in the admin room.
        other_alone: the same in a room of their own.
        engine: the database.
    """

    admin: Chat
    admin_alone: Chat
    other: Chat
    other_alone: Chat
    engine: AsyncEngine


@asynccontextmanager
async def tended(ada: Person, bob: Person, account: MatrixAccount, installed: Path) -> AsyncIterator[Tended]:
    """Serve with all there is, a few questions to test with, an admin and an admin room."""
    data = own_documents(account.data_dir, installed)
    cases = data / "cases.jsonl"
    cases.write_text("".join(f"{json.dumps(case)}\n" for case in CASES))
    # It is named in the settings, so it is there first.
    group = await ada.create_room(account.user_id, bob.user_id)
    await bob.join(group)
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(
            service_in_rooms(
                account,
                data,
                roles=[{"channel": "matrix", "person": ada.user_id, "role": "beheerder"}],
                knowledge={
                    "admin_rooms": [f"matrix:{group}"],
                    "hosts": [HOST],
                    "evaluation": cases,
                },
            )
        )
        await ada.wait_for_member(group, account.user_id)
        alone = await chat(ada, account)
        bob_alone = await chat(bob, account)
        yield Tended(
            admin=replace(alone, room=group, mentions=True),
            admin_alone=alone,
            other=replace(bob_alone, room=group, mentions=True),
            other_alone=bob_alone,
            engine=engine,
        )


async def send_file(chat: Chat, name: str, content: str) -> Event:
    """Send a file without a word; gives what is said to it."""
    assert isinstance(chat.person, Person)
    address = await chat.person.upload(content.encode())
    event = await chat.person.send(
        chat.room,
        {"msgtype": "m.file", "body": name, "url": address, "info": {"size": len(content.encode())}},
    )
    return await chat.person.wait_for_reply(event)


async def edited(chat: Chat, message: Event, what: str) -> str:
    """Wait until this stands in the place of what a message said; gives all that stands there."""
    edit = await chat.person.wait_for(
        lambda event: (
            event["content"].get("m.relates_to", {}).get("event_id") == message["event_id"]
            and what in event["content"].get("m.new_content", {}).get("body", "")
        ),
        patience=LONGEST_WORK,
    )
    said: str = edit["content"]["m.new_content"]["body"]
    return said


async def messages(chat: Chat) -> int:
    """How many messages the assistant said in a room; what took the place of one is none."""
    return sum(
        event["type"] == "m.room.message"
        and event["sender"] == chat.assistant
        and "m.new_content" not in event["content"]
        for event in await chat.person.history(chat.room)
    )
