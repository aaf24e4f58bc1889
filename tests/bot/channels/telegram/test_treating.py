"""What people hear about their knelpunten on Telegram, and how they answer it there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue import Dialogue
from bot.knelpunten.history import EventKind
from bot.knelpunten.report import Status
from bot.storage.knelpunten import Knelpunten
from bot.wording import workflow as words
from index.embedding.embedder import Embedder
from tests.bot.channels.telegram.assistant import assistant_in_chats
from tests.bot.channels.telegram.bot_api import BotApi, Json
from tests.bot.talk import ANSWERS
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
ANNA, HANS = 7, 8


@pytest.fixture
async def engine(
    api: BotApi, tmp_path: Path, dialogue: Dialogue, embedder: Embedder
) -> AsyncIterator[AsyncEngine]:
    """The database of the running assistant; Anna has reported a knelpunt, and Hans has taken it."""
    roles = [{"channel": "telegram", "person": str(HANS), "role": "behandelaar"}]
    workflow = {"quiet_from": 0, "quiet_until": 0}
    async with assistant_in_chats(
        api, tmp_path, dialogue, embedder, roles=roles, workflow=workflow
    ) as engine:
        await say(api, ANNA, "/melden", *ANSWERS, *["overslaan"] * 6, "versturen")
        await say(api, HANS, f"/neem {NUMBER}")
        await heard(api, ANNA, words.NOW[Status.IN_PROGRESS])
        yield engine


async def say(api: BotApi, sender: int, *texts: str, **more: Json) -> str:
    """Say one thing after the other; gives what is said to the last."""
    for text in texts:
        before = len(api.said(sender))
        api.say(text, sender=sender, **more)
        await api.until_said(before + 1, chat=sender)
    return api.texts(sender)[-1]


async def heard(api: BotApi, who: int, what: str) -> Json:
    """Wait until somebody is told something; gives the message."""
    await api.until(lambda: any(what in text for text in api.texts(who)))
    return next(message for message in reversed(api.said(who)) if what in message["text"])


async def test_the_button_under_whether_it_is_solved_works_when_much_else_was_said_since(
    api: BotApi, engine: AsyncEngine
) -> None:
    await say(api, HANS, f"/zet {NUMBER} opgelost Het formulier is niet meer nodig.")
    solved = await heard(api, ANNA, words.IS_IT_SOLVED)
    await say(api, ANNA, "wat is de ACU?", "/help", "/melden", "stop", "weggooien")
    before = len(api.said(ANNA))

    api.press(solved, row=0, sender=ANNA)

    assert (await api.until_said(before + 1, chat=ANNA))[-1] == words.SOLVED_HEARD
    assert "reply_markup" not in solved
    assert (await Knelpunten(engine).history(NUMBER))[-1].kind is EventKind.CONFIRMED


async def test_a_reply_to_what_was_asked_about_a_knelpunt_is_the_answer(
    api: BotApi, engine: AsyncEngine
) -> None:
    await say(api, HANS, f"/vraag {NUMBER} Om hoeveel ouders gaat het?")
    asked = await heard(api, ANNA, "Om hoeveel ouders gaat het?")
    await say(api, ANNA, "wat is de ACU?")

    said = await say(api, ANNA, "ongeveer 300 per jaar", reply_to_message=asked)

    assert said == words.ANSWERED.format(number=NUMBER)
    await heard(api, HANS, "de melder antwoordt: ongeveer 300 per jaar")
    assert (await Knelpunten(engine).history(NUMBER))[-1].data["text"] == "ongeveer 300 per jaar"
