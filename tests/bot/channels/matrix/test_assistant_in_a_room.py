"""The whole line: a person in a Matrix room, the real assistant, the shipped documents."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.assistant import Assistant
from bot.channels.matrix.account import MatrixAccount
from bot.dialogue import Dialogue
from bot.storage.conversations import Conversations
from bot.storage.database import open_in_memory
from bot.wording.phrases import DUTCH
from tests.bot.channels.matrix.conftest import serving
from tests.synapse.person import Person


@pytest.fixture
async def assistant(dialogue: Dialogue) -> AsyncIterator[Assistant]:
    engine = await open_in_memory()
    yield Assistant(dialogue, Conversations(engine), timedelta(minutes=30))
    await engine.dispose()


async def test_a_question_in_a_room_is_answered_with_its_source(
    anna: Person, account: MatrixAccount, assistant: Assistant
) -> None:
    async with serving(account, assistant):
        room = await anna.create_room(account.user_id, direct=True)
        await anna.wait_for_member(room, account.user_id)
        asked = await anna.say(room, "Welke rollen kent het driehoekmodel?")

        reply = (await anna.wait_for_reply(asked))["content"]

    assert all(role in reply["body"] for role in ("eigenaar", "opdrachtgever", "opdrachtnemer"))
    assert DUTCH.introduction in reply["body"]
    assert "<blockquote>" in reply["formatted_body"]
    assert f"<strong>{DUTCH.source}</strong>" in reply["formatted_body"]
