"""Three hundred messages over twenty chats, and ten kills; run by `make torture`, by its name."""

from pathlib import Path

from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.bot_api_format import NOT_MODIFIED
from tests.bot.channels.telegram.faults import survive


async def test_each_of_three_hundred_messages_is_answered_once(api: BotApi, tmp_path: Path) -> None:
    assert await survive(api, tmp_path, chats=20, messages=300, kills=10) == []
    edits, found = len(api.called("editMessageText")), api.refusals.count(NOT_MODIFIED)
    print(f"{edits} edits looked for what was under way at a kill, and {found} messages had arrived")  # noqa: T201
