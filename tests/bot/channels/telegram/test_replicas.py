"""Telegram brings updates to whichever replica; one of them speaks."""

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import aiohttp
from pydantic import SecretStr

from bot.assembly.replica import replica_on
from bot.channels.telegram.account import TelegramAccount, Webhook
from bot.channels.telegram.channel import serve
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.webhook import SECRET_HEADER
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.inbox import Inbox
from tests.bot.channels.keeping import store_with
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi, Json
from tests.bot.channels.telegram.conftest import APOLOGY, BASIC_GROUP, GROUP, Echo, blackened, kept_running

ALLOWED = TelegramPolicy(allowed_users=frozenset({7}), allowed_groups=frozenset({BASIC_GROUP}))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class Front:
    """What is between Telegram and the replicas: it brings updates to the one that is told."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.ports: list[int] = []

    async def bring(self, place: int, update: Json) -> int:
        """Bring an update to a replica; gives the status it is answered with."""
        headers = {SECRET_HEADER: self.api.webhook["secret_token"]}
        url = f"http://127.0.0.1:{self.ports[place]}/telegram"
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, json=update, headers=headers) as sent,
        ):
            return sent.status

    def message(self, text: str, chat: int = 7, **more: object) -> Json:
        """An update with something that is said."""
        return {"update_id": self.api.next_id("update"), "message": self.api.message(text, 7, chat, **more)}


@asynccontextmanager
async def replica(front: Front, database: str, folder: Path) -> AsyncIterator[None]:
    """Run one more, which listens on a port of its own."""
    front.ports.append(free_port())
    announced = len(front.api.called("setWebhook"))
    engine = await open_database(database)
    this = replica_on(engine)
    assert this
    inbox = Inbox(engine, "telegram", withhold=blackened, news=this.news)
    store = store_with(engine, inbox, blackened)
    webhook = Webhook(url="http://127.0.0.1/telegram", port=front.ports[-1])
    account = TelegramAccount(token=SecretStr(TOKEN), data_dir=folder, api=front.api.url, webhook=webhook)
    lead = partial(this.leading.lead, "telegram")
    echo = Echo(Conversations(engine))
    try:
        async with (
            kept_running(this.news.follow()),
            kept_running(serve(account, store, echo, APOLOGY, ALLOWED, 1_000_000, lead)),
        ):
            await front.api.until(lambda: len(front.api.called("setWebhook")) > announced)
            yield
    finally:
        await engine.dispose()


async def test_what_any_replica_takes_in_is_answered_once_also_when_who_speaks_goes(
    api: BotApi, postgres_database: str, tmp_path: Path
) -> None:
    front = Front(api)
    async with AsyncExitStack() as leader:
        await leader.enter_async_context(replica(front, postgres_database, tmp_path))
        async with replica(front, postgres_database, tmp_path):
            update = front.message("vraag")

            assert [await front.bring(place, update) for place in (0, 1, 0)] == [200, 200, 200]
            await front.bring(1, front.message("klaar"))
            assert await api.until_said(2) == ["Je zei: vraag", "Je zei: klaar"]

            await leader.aclose()
            await front.bring(1, front.message("en nu?"))
            assert (await api.until_said(3))[2] == "Je zei: en nu?"


async def test_a_group_that_moved_is_let_in_by_the_replica_that_was_not_told(
    api: BotApi, postgres_database: str, tmp_path: Path
) -> None:
    front = Front(api)
    async with replica(front, postgres_database, tmp_path), replica(front, postgres_database, tmp_path):
        await front.bring(0, front.message("", BASIC_GROUP, migrate_to_chat_id=GROUP))

        await front.bring(1, front.message("@wegwijzer_bot dag", GROUP))

        assert await api.until_said(1, chat=GROUP) == ["Je zei: dag"]
