from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.assistant import Assistant
from bot.dialogue import Dialogue
from bot.storage.conversations import Conversations
from bot.storage.database import open_in_memory
from tests.bot.incoming import incoming


@pytest.fixture
async def assistant(dialogue: Dialogue) -> AsyncIterator[Assistant]:
    engine = await open_in_memory()
    yield Assistant(dialogue, Conversations(engine), timedelta(minutes=30))
    await engine.dispose()


async def test_the_same_message_again_gives_the_same_replies(assistant: Assistant) -> None:
    message = incoming("hallo")

    first = await assistant.handle(message)
    again = await assistant.handle(message)

    assert first == again


async def test_in_a_group_nothing_is_said_to_what_was_not_meant_for_the_assistant(
    assistant: Assistant,
) -> None:
    assert await assistant.handle(incoming("wat is de ACU?", direct=False)) == ()


async def test_in_a_group_the_assistant_replies_when_addressed(assistant: Assistant) -> None:
    assert await assistant.handle(incoming("wat is de ACU?", direct=False, addressed=True))


async def test_the_assistant_introduces_itself_once_in_a_conversation(assistant: Assistant) -> None:
    (first,) = await assistant.handle(incoming("hallo"))
    (second,) = await assistant.handle(incoming("hallo"))

    assert len(first.blocks) == len(second.blocks) + 1
