"""Three hundred messages over twenty chats, and ten kills; run by `make torture`, by its name."""

from pathlib import Path

from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.faults import doubled, survive


async def test_each_of_three_hundred_messages_is_answered(api: BotApi, tmp_path: Path) -> None:
    assert await survive(api, tmp_path, chats=20, messages=300, kills=10) == []
    print(f"{doubled(api)} sent twice, all of them in the moment before a kill")  # noqa: T201
