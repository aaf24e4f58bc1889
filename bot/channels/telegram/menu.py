"""What Telegram shows of the assistant before anything is said: its commands, and what it is."""

import logging
from collections.abc import Iterable

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.channels.telegram.requests import Refused, ask
from bot.commands.command import Name
from bot.commands.help import FOR_EVERYONE
from bot.delivery.delivery import ChannelUnavailable
from bot.wording.help import DOES
from bot.wording.telegram import DESCRIPTION

log = logging.getLogger(__name__)

IN_A_GROUP = (Name.REPORT, Name.STATUS, Name.HELP)


async def show_menu(bot: Bot) -> None:
    """Set the menus and the description; what fails stays as it was until the next start."""
    try:
        await ask(bot.set_my_commands(_commands(FOR_EVERYONE), scope=BotCommandScopeAllPrivateChats()))
        await ask(bot.set_my_commands(_commands(IN_A_GROUP), scope=BotCommandScopeAllGroupChats()))
        await ask(bot.set_my_description(DESCRIPTION))
    except (ChannelUnavailable, Refused) as error:
        log.warning("the menu of commands is not set: %s", error)


def _commands(names: Iterable[Name]) -> list[BotCommand]:
    return [BotCommand(name, DOES[name]) for name in names]
