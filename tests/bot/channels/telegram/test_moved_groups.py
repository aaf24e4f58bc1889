"""A group that becomes a supergroup gets another id, and nobody there notices."""

import logging
from pathlib import Path

import pytest

from bot.channels.telegram.policy import TelegramPolicy
from bot.storage.answers import Answers
from bot.storage.database import open_database
from tests.bot.channels.telegram.bot_api import ME, BotApi, Json
from tests.bot.channels.telegram.conftest import BASIC_GROUP, GROUP, serving
from tests.bot.channels.telegram.refusals import Refusal

ALLOWED = TelegramPolicy(allowed_groups=frozenset({BASIC_GROUP}))
REMINDER = (
    f"group {BASIC_GROUP} is a supergroup now, and let in as {GROUP}: write that in telegram.allowed_groups"
)


def becomes_a_supergroup(api: BotApi) -> None:
    """Let Telegram say so in both, as it does."""
    api.say("", chat=BASIC_GROUP, migrate_to_chat_id=GROUP)
    api.say("", chat=GROUP, migrate_from_chat_id=BASIC_GROUP)


async def test_what_is_kept_of_the_group_goes_along(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path):
        asked = api.say("@wegwijzer_bot dag", chat=BASIC_GROUP)
        await api.until_said(1, chat=BASIC_GROUP)
        becomes_a_supergroup(api)
        api.say("@wegwijzer_bot klaar", chat=GROUP)
        await api.until_said(1, chat=GROUP)

    engine = await open_database(f"sqlite:///{tmp_path / 'wegwijzer.db'}")
    kept = await Answers(engine).taken_up("telegram", f"{ME['id']}:{asked['message_id']}")
    await engine.dispose()
    assert kept is not None
    assert kept.conversation == str(GROUP)


@pytest.mark.parametrize("told", ["migrate_to_chat_id", "migrate_from_chat_id"])
async def test_it_stays_among_the_groups_that_are_let_in_and_the_log_says_what_to_change(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture, told: str
) -> None:
    caplog.set_level(logging.WARNING)
    api.members[GROUP, 5000] = "member"
    async with serving(api, tmp_path, ALLOWED):
        here, there = (BASIC_GROUP, GROUP) if told == "migrate_to_chat_id" else (GROUP, BASIC_GROUP)
        api.say("", chat=here, **{told: there})
        api.say("@wegwijzer_bot dag", chat=GROUP)
        assert await api.until_said(1, chat=GROUP) == ["Je zei: dag"]

    async with serving(api, tmp_path, ALLOWED):
        api.say("@wegwijzer_bot weer", chat=GROUP)
        api.say("dag", sender=5000)
        assert (await api.until_said(2, chat=GROUP))[1] == "Je zei: weer"
        assert await api.until_said(1, chat=5000) == ["Je zei: dag"]

    assert caplog.messages.count(REMINDER) == 2


async def test_an_answer_that_comes_too_late_for_the_group_goes_to_the_supergroup(
    api: BotApi, tmp_path: Path
) -> None:
    def gone(_method: str, data: Json) -> Refusal | None:
        if data.get("chat_id") != BASIC_GROUP:
            return None
        return Refusal(
            400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=GROUP
        )

    async with serving(api, tmp_path, ALLOWED):
        api.fault = gone
        api.say("@wegwijzer_bot dag", chat=BASIC_GROUP)

        assert await api.until_said(1, chat=GROUP) == ["Je zei: dag"]
