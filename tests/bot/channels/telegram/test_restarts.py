"""Nothing is lost, and nothing is said twice."""

from pathlib import Path

from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import process, serving
from tests.bot.channels.telegram.faults import survive


async def test_killed_three_times_each_of_sixty_messages_is_answered_once(
    api: BotApi, tmp_path: Path
) -> None:
    assert await survive(api, tmp_path, chats=6, messages=60, kills=3) == []


async def test_an_update_is_forgotten_by_telegram_only_when_it_is_safe(api: BotApi, tmp_path: Path) -> None:
    async with process(api, tmp_path):
        api.say("traag, deze")
        await api.until(lambda: not api.updates)

    async with serving(api, tmp_path):
        assert await api.until_said(1) == ["Je zei: traag, deze"]


async def test_updates_that_are_numbered_anew_and_lower_are_not_missed(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path):
        api._counters["update"] = 10_000
        api.say("vraag")
        await api.until_said(1)
        await api.until(lambda: not api.updates)
        message = api.message("een week later", 7, 7)
        api.updates.append({"update_id": 3, "message": message})
        api._news.set()

        assert (await api.until_said(2))[1] == "Je zei: een week later"
