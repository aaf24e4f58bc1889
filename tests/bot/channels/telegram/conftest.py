"""A Bot API server, and the channel with an assistant that echoes."""

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.attachments import Fetch
from bot.channels.replies import Replies
from bot.channels.store import ChannelStore
from bot.channels.telegram.account import TelegramAccount, Webhook
from bot.channels.telegram.channel import serve
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.requests import TokenRefused
from bot.messages import Choice, File, Incoming, Kind, Reply, Text, paragraph
from bot.storage.conversations import Conversations
from bot.storage.database import opened
from bot.storage.inbox import Inbox
from tests.bot.channels.keeping import store_with
from tests.bot.channels.pictures import picture
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi

REPOSITORY = Path(__file__).resolve().parents[4]
GROUP = -1001234567890
BASIC_GROUP = -4012345
EVERYBODY = TelegramPolicy(
    allowed_users=frozenset(range(1, 100)), allowed_groups=frozenset({GROUP, BASIC_GROUP})
)
APOLOGY = Reply((paragraph("Er ging iets mis."),), Kind.NOTICE)
CHOICES = (Choice("Burgers & hun ouders", "burgers"), Choice("Professionals", "p" * 200))


class Echo:
    """Says back what was said; some words make it do more. What it replies is kept, as the real one does."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    def is_addressed(self, incoming: Incoming) -> bool:
        return incoming.direct or incoming.addressed

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        earlier = await self._conversations.replies_to(incoming)
        if earlier is not None:
            return earlier
        replies = (await self._reply(incoming, fetch),)
        await self._conversations.keep_replies(incoming, replies, datetime.now(UTC))
        return replies

    async def _reply(self, incoming: Incoming, fetch: Fetch) -> Reply:
        said = paragraph(Text("Je zei: ", strong=True), incoming.text)
        match incoming.text.split():
            case ["traag", *_]:
                await asyncio.sleep(2)
            case ["kies", *_]:
                return Reply((said,), Kind.REPORT, choices=CHOICES)
            case ["bestand", *_]:
                return Reply((said,), Kind.COMMAND, files=(File("a.json", "application/json", b"{}"),))
            case ["plaatje", width, *shown]:
                chart = File("a.png", "image/png", picture(int(width), 20), " ".join(shown))
                return Reply((said,), Kind.COMMAND, files=(chart,))
            case ["geheim", *_]:
                return Reply((paragraph(Text("123456782", kept_as="[BSN]")),), Kind.REPORT)
            case ["/melden", *_] if not incoming.direct:
                return Reply((paragraph("Dat doen we samen."),), Kind.REPORT, continues_directly=True)
            case ["lang", count]:
                return Reply((paragraph("woord\N{GRINNING FACE} " * int(count)),), Kind.ANSWER)
        if incoming.attachments:
            content = await fetch(incoming.attachments[0])
            return Reply((paragraph(f"{incoming.attachments[0].name}: {len(content)} bytes"),), Kind.REPORT)
        return Reply((said,), Kind.ANSWER)


async def run(
    url: str,
    folder: Path,
    policy: TelegramPolicy = EVERYBODY,
    webhook: Webhook | None = None,
    token: str = TOKEN,
) -> None:
    """Run the channel with what it keeps on disk, until cancelled."""
    async with opened(f"sqlite:///{folder / 'wegwijzer.db'}") as engine:
        assistant: Replies = Echo(Conversations(engine))
        store = store_with(engine, Inbox(engine, "telegram", withhold=blackened), blackened)
        await serve_on(store, assistant, url, folder, policy, webhook, token)


async def serve_on(  # noqa: PLR0913, PLR0917 - what it works with
    store: ChannelStore,
    assistant: Replies,
    url: str,
    folder: Path,
    policy: TelegramPolicy = EVERYBODY,
    webhook: Webhook | None = None,
    token: str = TOKEN,
) -> None:
    """Run the channel on a store, until cancelled."""
    account = TelegramAccount(token=SecretStr(token), data_dir=folder, api=url, webhook=webhook)
    await serve(account, store, assistant, APOLOGY, policy, 1_000_000)


def blackened(message: Incoming) -> Incoming:
    """Give a message as it may be stored."""
    return replace(message, text="[zwart]", withheld=True) if "BSN" in message.text else message


@asynccontextmanager
async def kept_running(channel: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Task[None]]:
    """Run a channel as long as the block lasts."""
    task = asyncio.create_task(channel)
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, TokenRefused):
            await task


@asynccontextmanager
async def serving(
    api: BotApi, folder: Path, policy: TelegramPolicy = EVERYBODY, webhook: Webhook | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Run the channel as long as the block lasts."""
    async with kept_running(run(api.url, folder, policy, webhook)) as task:
        yield task


@asynccontextmanager
async def process(api: BotApi, folder: Path) -> AsyncIterator[None]:
    """Run the channel in a process of its own, which is killed when the block ends."""
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.channels.telegram.echo_process", api.url, folder), cwd=REPOSITORY
    )
    try:
        yield
    finally:
        running.kill()
        await running.wait()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def channel(api: BotApi, tmp_path: Path) -> AsyncIterator[BotApi]:
    """The server of the running channel."""
    async with serving(api, tmp_path):
        yield api
