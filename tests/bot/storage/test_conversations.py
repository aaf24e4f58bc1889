from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.memory import Exchange, Memory
from bot.messages import Citation, Kind, Link, Listing, Quote, QuotedLine, Reply, Text, paragraph
from bot.storage.conversations import Conversations
from bot.storage.database import open_in_memory
from tests.bot.incoming import incoming

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
REPLIES = (
    Reply(
        (
            paragraph("a", Link("b", "https://example.org"), Text("c", strong=True)),
            Quote((QuotedLine("d", "1.", starts_paragraph=True),)),
            Listing(((Text("e"),),), ordered=True),
        ),
        Kind.ANSWER,
        citations=(Citation("a.md", "A", "", "", "", "d"),),
        score=0.9,
    ),
)


@pytest.fixture
async def conversations() -> AsyncIterator[Conversations]:
    engine = await open_in_memory()
    yield Conversations(engine)
    await engine.dispose()


async def test_what_was_replied_to_a_message_is_kept_as_it_was(conversations: Conversations) -> None:
    message = incoming("vraag")

    await conversations.keep(message, Memory(), REPLIES, NOW)

    assert await conversations.replies_to(message) == REPLIES
    assert await conversations.replies_to(incoming("andere vraag")) is None


async def test_each_person_in_each_conversation_is_remembered_apart(conversations: Conversations) -> None:
    memory = Memory(introduced=True, exchanges=(Exchange("vraag"),))
    await conversations.keep(incoming("vraag"), memory, (), NOW)

    assert await conversations.memory_of(incoming("x"), since=NOW) == memory
    assert await conversations.memory_of(incoming("x", sender="bert"), since=NOW) == Memory()
    assert await conversations.memory_of(incoming("x", conversation="elders"), since=NOW) == Memory()


async def test_after_an_idle_period_only_the_acquaintance_remains(conversations: Conversations) -> None:
    await conversations.keep(incoming("vraag"), Memory(True, (Exchange("vraag"),)), (), NOW)

    later = await conversations.memory_of(incoming("x"), since=NOW + timedelta(minutes=1))

    assert later == Memory(introduced=True)
