"""Presses on buttons: what they stand for, and when the buttons go."""

from dataclasses import replace

from telegram import Bot

from bot.channels.telegram.keyboards import query_of
from bot.channels.telegram.place import Place
from bot.channels.telegram.requests import Refused, ask
from bot.channels.telegram.sending import take_keyboard_away
from bot.messages import Act, Incoming
from bot.storage.answers import Answers
from bot.wording import telegram as words


class Presses:
    """Reads presses as what would have been typed.

    Args:
        bot: that offered the choices.
        answers: finds them again, also after a restart.
    """

    def __init__(self, bot: Bot, answers: Answers) -> None:
        self._bot = bot
        self._answers = answers

    async def meant_with(self, press: Incoming) -> Incoming | None:
        """Give the message that a press stands for; None where it is not for this person, or not any more.

        Who pressed is told, and the buttons go.
        """
        chat = Place.parse(press.conversation).chat
        typed = replace(press, act=Act.SAY, text="", target="")
        if await self._answers.to("telegram", press.event):
            # Read before, and not all of what was said to it is sent.
            return typed
        answer = await self._answers.find("telegram", press.target)
        if answer is not None and answer.sender not in {press.sender, None}:
            await self._confirm(press, words.NOT_YOUR_BUTTON)
            return None
        number = int(press.text)
        is_open = answer is not None and await self._answers.is_open(answer, "telegram")
        if answer is None or not is_open or number >= len(answer.reply.choices):
            await self._confirm(press, words.OLD_BUTTON)
            await take_keyboard_away(self._bot, chat, press.target)
            return None
        await self._confirm(press)
        await take_keyboard_away(self._bot, chat, press.target)
        return replace(typed, text=answer.reply.choices[number].value)

    async def _confirm(self, press: Incoming, text: str | None = None) -> None:
        """Have the button stop turning; what is said shows above the chat, for who pressed only."""
        try:
            await ask(
                self._bot.answer_callback_query(query_of(press) or "", text, show_alert=text is not None)
            )
        except Refused:
            # It is too late for that: the assistant was away.
            return
