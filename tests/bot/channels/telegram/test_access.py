"""The assistant is for who is let in."""

from pathlib import Path

from bot.channels.telegram.policy import TelegramPolicy
from bot.wording.telegram import NOT_FOR_THIS_GROUP, NOT_FOR_YOU
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import GROUP, serving
from tests.bot.channels.telegram.refusals import Refusal

MEMBERS = TelegramPolicy(allowed_groups=frozenset({GROUP}))


async def test_who_is_not_let_in_is_told_once_how_to_get_in(channel: BotApi) -> None:
    channel.say("wat is de ACU?", sender=5000)
    channel.say("hallo?", sender=5000)
    channel.say("klaar", sender=7)
    await channel.until_said(1, chat=7)

    assert await channel.until_said(1, chat=5000) == [NOT_FOR_YOU.format(user=5000)]


async def test_a_group_that_is_not_let_in_is_told_so(channel: BotApi) -> None:
    channel.say("@wegwijzer_bot dag", sender=7, chat=-1009876543210)

    assert await channel.until_said(1, chat=-1009876543210) == [
        NOT_FOR_THIS_GROUP.format(group=-1009876543210)
    ]


async def test_members_of_a_group_that_is_let_in_are_answered(api: BotApi, tmp_path: Path) -> None:
    api.members[GROUP, 5000] = "member"
    async with serving(api, tmp_path, MEMBERS):
        api.say("dag", sender=5000)
        api.say("dag", sender=5001)

        assert await api.until_said(1, chat=5000) == ["Je zei: dag"]
        assert await api.until_said(1, chat=5001) == [NOT_FOR_YOU.format(user=5001)]


async def test_a_message_waits_while_telegram_cannot_say_who_is_a_member(api: BotApi, tmp_path: Path) -> None:
    api.members[GROUP, 5000] = "member"
    api.fault = lambda method, _data: Refusal(502, "Bad Gateway") if method == "getChatMember" else None
    async with serving(api, tmp_path, MEMBERS):
        api.say("dag", sender=5000)
        await api.until(lambda: len(api.called("getChatMember")) >= 2)
        api.fault = lambda _method, _data: None

        assert await api.until_said(1, chat=5000) == ["Je zei: dag"]
