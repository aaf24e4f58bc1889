"""What Telegram shows of the assistant before anything is said: its commands, and what it is."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.channels.telegram.requests import Refused, ask
from bot.delivery import ChannelUnavailable
from bot.wording import telegram as words

log = logging.getLogger(__name__)


async def show_menu(bot: Bot) -> None:
    """Set the menus and the description; what fails stays as it was until the next start."""
    try:
        await ask(
            bot.set_my_commands(_commands(words.PRIVATE_COMMANDS), scope=BotCommandScopeAllPrivateChats())
        )
        await ask(bot.set_my_commands(_commands(words.GROUP_COMMANDS), scope=BotCommandScopeAllGroupChats()))
        await ask(bot.set_my_description(words.DESCRIPTION))
    except (ChannelUnavailable, Refused) as error:
        log.warning("the menu of commands is not set: %s", error)


def _commands(described: dict[str, str]) -> list[BotCommand]:
    return [BotCommand(name, description) for name, description in described.items()]
