"""People talk in many chats while the assistant is killed, time after time."""

import asyncio
import random
import time
from collections import Counter
from pathlib import Path

from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import process

MOMENT = 0.25
"""Seconds before a kill in which Telegram may have a message of which nothing was noted yet."""


async def survive(api: BotApi, folder: Path, *, chats: int, messages: int, kills: int) -> list[str]:
    """Let it happen; give what is not as it should be.

    That is: each message answered, in order, and once. Telegram cannot recognise a message that it has, so
    one that it got in the moment before a kill may be there again after it, and no other.
    """
    chance = random.Random(kills)
    killed: list[float] = []
    questions = [(number // chats, number % chats + 1) for number in range(messages)]
    for kill in range(kills):
        # Some are asked while nobody is there, the others while it is killed.
        before = len(api.sent_at)
        asking = asyncio.create_task(_ask(api, _portion(questions, kill, kills)))
        async with process(api, folder):
            await api.until(lambda before=before: len(api.sent_at) > before)
            await asyncio.sleep(chance.uniform(0.0, 0.3))
        killed.append(time.monotonic())
        await asking
    await _ask(api, _portion(questions, kills, kills))
    async with process(api, folder), asyncio.timeout(300):
        while any(len(set(api.texts(chat))) < messages // chats for chat in range(1, chats + 1)):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        # What would be answered twice has to get the time for it.
        await asyncio.sleep(1)
    return [
        finding for chat in range(1, chats + 1) for finding in _findings(api, chat, messages // chats, killed)
    ]


def doubled(api: BotApi) -> int:
    """How many messages are there twice."""
    texts = Counter((chat, message["text"]) for (chat, _), message in api.messages.items())
    return sum(count - 1 for count in texts.values())


def _portion(questions: list[tuple[int, int]], kill: int, kills: int) -> list[tuple[int, int]]:
    size = len(questions) // (kills + 1)
    return questions[kill * size : (kill + 1) * size if kill < kills else None]


async def _ask(api: BotApi, questions: list[tuple[int, int]]) -> None:
    for number, person in questions:
        api.say(f"vraag {number}", sender=person)
        await asyncio.sleep(0.05)


def _findings(api: BotApi, chat: int, messages: int, killed: list[float]) -> list[str]:
    texts = api.texts(chat)
    wanted = [f"Je zei: vraag {number}" for number in range(messages)]
    findings = [] if list(dict.fromkeys(texts)) == wanted else [f"{chat}: {texts}"]
    for place, message in enumerate(api.said(chat)):
        moment = api.sent_at[chat, message["message_id"]]
        is_sent_again = texts[place] in texts[place + 1 :]
        if is_sent_again and not any(0 <= kill - moment < MOMENT for kill in killed):
            findings.append(f"{chat}: {texts[place]} twice")
    return findings
