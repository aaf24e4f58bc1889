"""Telegram brings updates to a webhook."""

import socket
from pathlib import Path

import aiohttp
import pytest

from bot.channels.telegram.account import Webhook
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import serving


@pytest.fixture
def webhook() -> Webhook:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Webhook(url=f"http://127.0.0.1:{port}/telegram", port=port)


async def test_an_update_is_answered_once_however_often_it_is_brought(
    api: BotApi, tmp_path: Path, webhook: Webhook
) -> None:
    async with serving(api, tmp_path, webhook=webhook):
        await api.until(lambda: api.webhook)
        update = {"update_id": 5, "message": api.message("vraag", 7, 7)}

        assert [await api.bring(update), await api.bring(update)] == [200, 200]
        api.say("wie vraagt mij?")
        await api.bring({"update_id": 6, "message": api.message("klaar", 7, 7)})

        assert await api.until_said(2) == ["Je zei: vraag", "Je zei: klaar"]


async def test_what_does_not_know_the_secret_is_turned_away(
    api: BotApi, tmp_path: Path, webhook: Webhook
) -> None:
    async with serving(api, tmp_path, webhook=webhook):
        await api.until(lambda: api.webhook)
        update = {"update_id": 5, "message": api.message("vraag", 7, 7)}

        assert [await api.bring(update, secret="geraden"), await api.bring(update, secret="")] == [403, 403]


async def test_it_stops_and_starts_cleanly_and_can_go_back_to_asking(
    api: BotApi, tmp_path: Path, webhook: Webhook
) -> None:
    for _ in range(2):
        async with serving(api, tmp_path, webhook=webhook):
            await api.until(lambda: api.webhook)
        with pytest.raises(aiohttp.ClientConnectionError):
            await api.bring({"update_id": 1})
        api.webhook = {**api.webhook}

    async with serving(api, tmp_path):
        api.say("vraag")

        assert await api.until_said(1) == ["Je zei: vraag"]
