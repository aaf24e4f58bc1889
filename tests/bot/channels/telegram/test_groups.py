"""In groups the assistant speaks when it is spoken to."""

import pytest

from tests.bot.channels.telegram.bot_api import ME, BotApi
from tests.bot.channels.telegram.conftest import GROUP
from tests.bot.years import YEAR


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("@wegwijzer_bot wat is de ACU?", "wat is de ACU?"),
        ("\N{GRINNING FACE} wat is de ACU, @Wegwijzer_Bot", "\N{GRINNING FACE} wat is de ACU,"),
        (f"/status@wegwijzer_bot KP-{YEAR}-0001", f"/status KP-{YEAR}-0001"),
        (f"/status KP-{YEAR}-0001", f"/status KP-{YEAR}-0001"),
    ],
)
async def test_a_mention_or_a_command_is_answered(channel: BotApi, said: str, heard: str) -> None:
    asked = channel.say(said, chat=GROUP)

    assert await channel.until_said(1, chat=GROUP) == [f"Je zei: {heard}"]
    assert channel.said(GROUP)[0]["reply_parameters"]["message_id"] == asked["message_id"]


async def test_a_reply_to_the_assistant_is_answered(channel: BotApi) -> None:
    own = {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}, "from": ME, "text": "a"}

    channel.say("en de TCU?", chat=GROUP, reply_to_message=own)

    assert await channel.until_said(1, chat=GROUP) == ["Je zei: en de TCU?"]


@pytest.mark.parametrize(
    "said", ["gewoon gepraat", "/status@andere_bot", "mail a@wegwijzer_bot.nl", "zie /status"]
)
async def test_other_talk_is_left_alone(channel: BotApi, said: str) -> None:
    channel.say(said, chat=GROUP)
    channel.say("klaar", sender=7)
    await channel.until_said(1)

    assert channel.said(GROUP) == []


async def test_a_topic_is_kept(channel: BotApi) -> None:
    channel.say("@wegwijzer_bot dag", chat=GROUP, message_thread_id=55, is_topic_message=True)
    await channel.until_said(1, chat=GROUP)

    assert channel.said(GROUP)[0]["message_thread_id"] == 55
