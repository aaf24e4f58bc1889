"""What is said on Telegram is answered there, readable and whole."""

import asyncio

from bot.channels.telegram.menu import IN_A_GROUP
from bot.commands.help import FOR_EVERYONE
from bot.wording.telegram import DESCRIPTION, NOT_ENCRYPTED
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.bot_api_format import LONGEST
from tests.bot.channels.telegram.conftest import GROUP


async def test_a_question_is_answered(channel: BotApi) -> None:
    channel.say("wat is de ACU?")

    assert await channel.until_said(1) == ["Je zei: wat is de ACU?"]
    (sent,) = channel.called("sendMessage")
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert sent["text"] == "<b>Je zei: </b>wat is de ACU?"


async def test_what_people_write_never_becomes_markup(channel: BotApi) -> None:
    channel.say("<b>a</b> & </blockquote> &lt; ]]>")

    assert await channel.until_said(1) == ["Je zei: <b>a</b> & </blockquote> &lt; ]]>"]


async def test_a_long_answer_is_sent_in_parts_between_words(channel: BotApi) -> None:
    channel.say("lang 1500")

    await channel.until(lambda: sum(text.count("woord") for text in channel.texts()) >= 1500)
    parts = channel.texts()
    words = " ".join(parts).split()
    assert words == ["woord\N{GRINNING FACE}"] * 1500
    assert all(len(part.encode("utf-16-le")) // 2 <= LONGEST for part in parts)


async def test_a_slow_answer_keeps_nobody_else_waiting(channel: BotApi) -> None:
    channel.say("traag", sender=7)
    channel.say("snel", sender=8)

    await channel.until_said(1, chat=8)

    assert channel.said(7) == []


async def test_while_an_answer_is_made_typing_is_shown(channel: BotApi) -> None:
    channel.say("traag")

    await channel.until_said(1)

    assert [call["action"] for call in channel.called("sendChatAction")] == ["typing"]


async def test_messages_of_one_person_are_answered_in_order(channel: BotApi) -> None:
    for number in range(10):
        channel.say(f"vraag {number}")

    assert await channel.until_said(10) == [f"Je zei: vraag {number}" for number in range(10)]


async def test_who_starts_is_told_that_telegram_is_not_encrypted(channel: BotApi) -> None:
    channel.say("/start")
    channel.say("/start melden")
    channel.say("dag")

    first, second, third = await channel.until_said(3)

    assert first.startswith(NOT_ENCRYPTED)
    assert second == f"{NOT_ENCRYPTED}\n\nJe zei: /melden"
    assert third == "Je zei: dag"


async def test_the_menus_are_set_for_two_and_for_groups(channel: BotApi) -> None:
    await channel.until(lambda: channel.called("setMyDescription"))

    menus = {
        call["scope"]["type"]: [command["command"] for command in call["commands"]]
        for call in channel.called("setMyCommands")
    }
    assert menus == {"all_private_chats": [*FOR_EVERYONE], "all_group_chats": [*IN_A_GROUP]}
    assert channel.called("setMyDescription") == [{"description": DESCRIPTION}]


async def test_an_edited_question_has_its_answer_edited(channel: BotApi) -> None:
    asked = channel.say("wat is de AUC?")
    await channel.until_said(1)

    channel.edit(asked, "wat is de ACU?")
    await channel.until(lambda: channel.called("editMessageText"))
    await asyncio.sleep(0.1)

    assert channel.texts() == ["Je zei: wat is de ACU?"]


async def test_an_answer_that_becomes_shorter_leaves_no_parts_behind(channel: BotApi) -> None:
    asked = channel.say("lang 1500")
    await channel.until(lambda: sum(text.count("woord") for text in channel.texts()) >= 1500)

    channel.edit(asked, "kort")

    await channel.until(lambda: channel.texts() == ["Je zei: kort"])


async def test_what_is_edited_before_it_was_ever_for_us_is_left_alone(channel: BotApi) -> None:
    others = channel.message("gewoon gepraat", sender=7, chat=GROUP)

    channel.edit(others, "gewoon gepraat, anders")
    channel.say("dag")
    await channel.until_said(1)

    assert channel.said(GROUP) == []
