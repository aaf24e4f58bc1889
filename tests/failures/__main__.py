"""Everything fails, also together; usage: python -m tests.failures [--minutes N] [--seed N].

People talk on Telegram with an assistant on PostgreSQL. Meanwhile, as a seed says, the database is killed,
stopped, cut off, slow, silent or held by another, and Telegram gives errors or takes no connections. In the
end each message must be answered once, and those of one person in order.
"""

import argparse
import asyncio
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.storage import patience
from bot.storage.database import open_database
from bot.storage.postgresql import TAKE_TURN
from bot.wording.manners import TAKES_LONG
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.refusals import Drop, Refusal
from tests.failures.conftest import telegram
from tests.failures.way import Way
from tests.postgres.server import Postgres

CHATS = range(1, 9)
PATIENCE = 300.0
"""Seconds after the last failure within which all must be answered."""

Failure = Callable[[], AbstractAsyncContextManager[None]]


class Failures:
    """What can fail, each as long as a block lasts."""

    def __init__(self, api: BotApi, postgres: Postgres, database: str, to_database: Way, to_api: Way) -> None:
        self._api = api
        self._postgres = postgres
        self._database = database
        self._to_database = to_database
        self._to_api = to_api
        self.kinds: dict[str, tuple[str, Failure]] = {
            "database killed": ("database", self._gone(postgres.kill)),
            "database stopped": ("database", self._gone(postgres.stop)),
            "database cut off": ("database", lambda: self._cut_off(to_database)),
            "database silent": ("database", lambda: self._silent(to_database)),
            "database slow": ("database", self._slow),
            "database held": ("database", self._held),
            "telegram cut off": ("telegram", lambda: self._cut_off(to_api)),
            "telegram silent": ("telegram", lambda: self._silent(to_api)),
            "telegram in error": ("telegram", lambda: self._answering(Refusal(502, "Bad Gateway"))),
            "telegram too busy": ("telegram", self._too_busy),
            "receipts lost": ("telegram", lambda: self._answering(Drop(after=True))),
        }

    def _gone(self, end: Callable[[], None]) -> Failure:
        @asynccontextmanager
        async def gone() -> AsyncIterator[None]:
            await asyncio.to_thread(end)
            yield
            await asyncio.to_thread(self._postgres.start)

        return gone

    @asynccontextmanager
    async def _cut_off(self, way: Way) -> AsyncIterator[None]:
        await way.close()
        yield
        await way.free()

    @asynccontextmanager
    async def _silent(self, way: Way) -> AsyncIterator[None]:
        way.say_nothing()
        yield
        way.speak()

    @asynccontextmanager
    async def _slow(self) -> AsyncIterator[None]:
        self._to_database.delay = 0.3
        yield
        self._to_database.delay = 0.0

    @asynccontextmanager
    async def _held(self) -> AsyncIterator[None]:
        other = await open_database(self._database)
        async with other.connect() as connection:
            await connection.execute(TAKE_TURN)
            yield
        await other.dispose()

    @asynccontextmanager
    async def _answering(self, refusal: Refusal) -> AsyncIterator[None]:
        self._api.fault = lambda _method, _data: refusal
        yield
        self._api.fault = lambda _method, _data: None

    @asynccontextmanager
    async def _too_busy(self) -> AsyncIterator[None]:
        async with self._answering(Refusal(429, "Too Many Requests", retry_after=1)):
            yield


async def talk(api: BotApi, until: float, chance: random.Random) -> dict[int, list[str]]:
    """Let people talk until a moment; give what each of them asked."""
    asked: dict[int, list[str]] = {chat: [] for chat in CHATS}
    while time.monotonic() < until:
        chat = chance.choice(CHATS)
        text = f"vraag {len(asked[chat])}"
        asked[chat].append(text)
        api.say(text, sender=chat)
        await asyncio.sleep(chance.uniform(0, 0.4))
    return asked


def answers(api: BotApi, chat: int) -> list[str]:
    """Give what was answered in a chat, without what was said while it took long."""
    return [text.removeprefix("Je zei: ") for text in api.texts(chat) if text != TAKES_LONG]


def wrong(chat: int, asked: list[str], answered: list[str]) -> str:
    """Say what is not as it should be in a chat."""
    if asked == answered:
        return ""
    missing, extra = Counter(asked) - Counter(answered), Counter(answered) - Counter(asked)
    return f"chat {chat}: {len(asked)} asked, unanswered {list(missing)}, answered too often {list(extra)}"


async def survive(minutes: float, seed: int, say: Callable[[str], None]) -> list[str]:
    """Let it all happen; give what is not as it should be."""
    chance = random.Random(seed)
    patience.LONGEST_SILENCE = 5.0
    postgres, api = Postgres(), BotApi()
    postgres.start()
    await api.start()
    try:
        database = postgres.url(postgres.create_database())
        with TemporaryDirectory() as folder:
            async with (
                Way.to(database) as to_database,
                Way.to(api.url) as to_api,
                telegram(api, to_database.url, Path(folder), url=to_api.url),
            ):
                failures = Failures(api, postgres, database, to_database, to_api)
                until = time.monotonic() + minutes * 60
                talking = asyncio.create_task(talk(api, until, random.Random(seed + 1)))
                while time.monotonic() < until:
                    await fail(failures, chance, say)
                asked = await talking
                began = time.monotonic()
                await until_answered(api, asked)
                took = time.monotonic() - began
                say(f"{sum(map(len, asked.values()))} messages; {took:.0f} s to catch up\n")
        return [finding for chat in CHATS if (finding := wrong(chat, asked[chat], answers(api, chat)))]
    finally:
        await api.stop()
        postgres.close()


async def fail(failures: Failures, chance: random.Random, say: Callable[[str], None]) -> None:
    """Let one thing fail for a while, or one thing of each kind at once; then nothing for a while."""
    name = chance.choice(list(failures.kinds))
    names = [name]
    others = [other for other, (kind, _) in failures.kinds.items() if kind != failures.kinds[name][0]]
    if chance.random() < 1 / 3:
        names.append(chance.choice(others))
    lasts = chance.uniform(0.2, 8)
    say(f"{' and '.join(names)} for {lasts:.1f} s\n")
    blocks = [failures.kinds[name][1]() for name in names]
    for block in blocks:
        await block.__aenter__()
    await asyncio.sleep(lasts)
    for block in blocks:
        await block.__aexit__(None, None, None)
    await asyncio.sleep(chance.uniform(0.2, 3))


async def until_answered(api: BotApi, asked: dict[int, list[str]]) -> None:
    """Wait until as much is answered as was asked, and two seconds for what would be answered twice."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if all(len(answers(api, chat)) >= len(asked[chat]) for chat in CHATS):
            break
        await asyncio.sleep(0.2)
    await asyncio.sleep(2)


def write(text: str) -> None:
    """Write at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def main() -> int:
    """Run, and say what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.failures")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--log", default="/dev/null")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, filename=arguments.log, filemode="w")
    write(f"seed {arguments.seed}\n")
    findings = asyncio.run(survive(arguments.minutes, arguments.seed, write))
    write("".join(f"WRONG: {finding}\n" for finding in findings) or "nothing wrong\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
