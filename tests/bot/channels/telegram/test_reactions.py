"""A thumb with an answer is kept as an opinion, and not whose it is."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue import Dialogue
from bot.storage.schema import feedback
from index.embedding.embedder import Embedder
from tests.bot.channels.telegram.assistant import assistant_in_chats
from tests.bot.channels.telegram.bot_api import PATIENCE, BotApi, Json
from tests.bot.channels.telegram.conftest import GROUP

ROLES = "Welke rollen kent het driehoekmodel?"
PERSON = 4711


@pytest.fixture
async def engine(
    api: BotApi, tmp_path: Path, dialogue: Dialogue, embedder: Embedder
) -> AsyncIterator[AsyncEngine]:
    """The database of the running assistant."""
    api.members[GROUP, PERSON] = "member"
    async with assistant_in_chats(api, tmp_path, dialogue, embedder) as engine:
        yield engine


async def answered(api: BotApi, question: str = ROLES) -> Json:
    before = len(api.said(PERSON))
    api.say(question, sender=PERSON)
    await api.until_said(before + 1, chat=PERSON)
    return api.said(PERSON)[-1]


async def opinions(engine: AsyncEngine, *wanted: bool) -> list[tuple[str, str, list[str]]]:
    """Wait until these are the opinions; gives what they are about."""
    columns = (feedback.c.helpful, feedback.c.question, feedback.c.kind, feedback.c.documents)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with engine.connect() as connection:
                found = [tuple(row) for row in await connection.execute(select(*columns))]
            if [helpful for helpful, *_ in found] == [*wanted]:
                return [(question, kind, documents) for _, question, kind, documents in found]
            await asyncio.sleep(0.02)


async def test_a_thumb_is_kept_with_question_and_sources_but_not_with_the_person(
    api: BotApi, engine: AsyncEngine
) -> None:
    api.react(await answered(api), "👍🏽", sender=PERSON)

    ((question, kind, documents),) = await opinions(engine, True)
    async with engine.connect() as connection:
        rows = str((await connection.execute(select(feedback))).all())
    assert (question, kind) == (ROLES, "answer")
    assert documents
    assert str(PERSON) not in rows
    assert "message_reaction" in api.called("getUpdates")[0]["allowed_updates"]


async def test_another_thumb_takes_the_place_of_the_first_and_can_be_taken_back(
    api: BotApi, engine: AsyncEngine
) -> None:
    answer = await answered(api)
    api.react(answer, "👍", sender=PERSON)
    await opinions(engine, True)

    api.react(answer, "👎", before=("👍",), sender=PERSON)
    await opinions(engine, False)
    api.react(answer, before=("👎",), sender=PERSON)
    await opinions(engine)
    api.react(answer, "👍", sender=PERSON)

    await opinions(engine, True)


async def test_what_got_a_thumb_down_is_not_shown_again_for_another_question(
    api: BotApi, engine: AsyncEngine
) -> None:
    answer = await answered(api)
    api.react(answer, "👎", sender=PERSON)
    await opinions(engine, False)

    again = await answered(api, "Welke rollen zijn er in het driehoekmodel?")

    assert answer["text"].split("\n\n")[0] not in again["text"]


async def test_other_signs_and_thumbs_elsewhere_are_nothing(api: BotApi, engine: AsyncEngine) -> None:
    answer = await answered(api)
    greeting = await answered(api, "hallo")
    api.react(answer, "❤", sender=PERSON)
    api.react(greeting, "👎", sender=PERSON)
    await answered(api, "dank je")

    await opinions(engine)
