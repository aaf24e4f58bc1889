"""People talk in many chats while the assistant is killed, time after time."""

import asyncio
import random
from pathlib import Path

from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import process

SECONDS_TO_ANSWER = 0.03
"""How long Telegram takes to say that it has a message: a kill finds more of them under way."""


async def survive(api: BotApi, folder: Path, *, chats: int, messages: int, kills: int) -> list[str]:
    """Let it happen; give what is not as it should be: each message answered once, and in order."""
    chance = random.Random(kills)
    api.seconds_to_answer = SECONDS_TO_ANSWER
    questions = [(number // chats, number % chats + 1) for number in range(messages)]
    for kill in range(kills):
        # Some are asked while nobody is there, the others while it is killed.
        before = len(api.sent_at)
        asking = asyncio.create_task(_ask(api, _portion(questions, kill, kills)))
        async with process(api, folder):
            await api.until(lambda before=before: len(api.sent_at) > before)
            await asyncio.sleep(chance.uniform(0.0, 0.3))
        await asking
    await _ask(api, _portion(questions, kills, kills))
    async with process(api, folder), asyncio.timeout(300):
        while any(len(set(api.texts(chat))) < messages // chats for chat in range(1, chats + 1)):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        # What would be answered twice has to get the time for it.
        await asyncio.sleep(1)
    wanted = [f"Je zei: vraag {number}" for number in range(messages // chats)]
    return [f"{chat}: {api.texts(chat)}" for chat in range(1, chats + 1) if api.texts(chat) != wanted]


def _portion(questions: list[tuple[int, int]], kill: int, kills: int) -> list[tuple[int, int]]:
    size = len(questions) // (kills + 1)
    return questions[kill * size : (kill + 1) * size if kill < kills else None]


async def _ask(api: BotApi, questions: list[tuple[int, int]]) -> None:
    for number, person in questions:
        api.say(f"vraag {number}", sender=person)
        await asyncio.sleep(0.05)
