"""Choices are buttons, and what they stand for outlives a restart."""

from pathlib import Path

from bot.wording.telegram import NOT_YOUR_BUTTON, OLD_BUTTON
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import CHOICES, GROUP, serving


async def test_a_choice_counts_as_typed_and_its_buttons_go(channel: BotApi) -> None:
    channel.say("kies maar")
    await channel.until_said(1)
    (question,) = channel.said()
    assert [row[0]["text"] for row in question["reply_markup"]["inline_keyboard"]] == [
        choice.label for choice in CHOICES
    ]

    query = channel.press(question, row=1)

    assert (await channel.until_said(2))[1] == f"Je zei: {CHOICES[1].value}"
    assert "reply_markup" not in question
    assert [call["callback_query_id"] for call in channel.called("answerCallbackQuery")] == [query]


async def test_buttons_go_when_the_answer_is_typed(channel: BotApi) -> None:
    channel.say("kies maar")
    await channel.until_said(1)

    channel.say("burgers")
    await channel.until_said(2)

    assert "reply_markup" not in channel.said()[0]


async def test_a_button_works_after_a_restart(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path):
        api.say("kies maar")
        await api.until_said(1)

    async with serving(api, tmp_path):
        api.press(api.said()[0], row=0)

        assert (await api.until_said(2))[1] == "Je zei: burgers"


async def test_buttons_go_when_the_answer_is_typed_after_a_restart(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path):
        api.say("kies maar")
        await api.until_said(1)

    async with serving(api, tmp_path):
        api.say("burgers")
        await api.until_said(2)

    assert "reply_markup" not in api.said()[0]


async def test_an_old_button_says_so(channel: BotApi) -> None:
    channel.say("kies maar")
    await channel.until_said(1)
    old = dict(channel.said()[0])
    channel.say("iets anders")
    await channel.until_said(2)

    channel.press(old, row=0)
    await channel.until(lambda: channel.called("answerCallbackQuery"))

    assert channel.called("answerCallbackQuery")[0]["text"] == OLD_BUTTON
    assert len(channel.said()) == 2


async def test_a_button_in_a_group_is_for_who_was_asked(channel: BotApi) -> None:
    channel.say("@wegwijzer_bot kies maar", sender=7, chat=GROUP)
    await channel.until_said(1, chat=GROUP)

    channel.press(channel.said(GROUP)[0], row=0, sender=8)
    await channel.until(lambda: channel.called("answerCallbackQuery"))

    assert channel.called("answerCallbackQuery")[0]["text"] == NOT_YOUR_BUTTON
    assert "reply_markup" in channel.said(GROUP)[0]
