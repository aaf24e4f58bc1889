"""Settings of the bot on Telegram."""

from typing import Annotated

from pydantic import Field, SecretStr

from bot.settings.section import Section
from bot.settings.values import Numbers, WebAddress


class TelegramSettings(Section):
    """The bot that the assistant is on Telegram, and whom it is for; nobody who is not named.

    Attributes:
        token: as BotFather gave it.
        api_url: of the Bot API server, where that is not Telegram's own.
        allowed_users: ids of people.
        allowed_groups: ids of groups: it answers there, and their members everywhere.
        webhook_url: where Telegram brings updates; without it Telegram is asked for them.
        webhook_port: what is listened on for those.
    """

    token: Annotated[SecretStr, Field(min_length=1)]
    api_url: WebAddress = "https://api.telegram.org"
    allowed_users: Numbers = ()
    allowed_groups: Numbers = ()
    webhook_url: WebAddress | None = None
    webhook_port: int = Field(default=8443, gt=0, lt=65536)
