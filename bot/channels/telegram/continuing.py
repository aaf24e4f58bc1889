"""What somebody says in a group goes on in a conversation of two, when they open that with a button."""

from dataclasses import replace
from datetime import UTC, datetime

from telegram import Bot, InlineKeyboardButton

from bot.channels.telegram.deep_links import deep_link, read_start
from bot.channels.telegram.pseudonyms import pseudonym
from bot.messages import Incoming, Reply
from bot.storage.continuations import Continuations


class Continuing:
    """Keeps messages under the keys of buttons, and gives them to whoever said them.

    On Telegram a bot cannot begin a conversation: the other has to. The same message always has the same key.

    Args:
        bot: that the buttons lead to.
        continuations: keeps the messages.
    """

    def __init__(self, bot: Bot, continuations: Continuations) -> None:
        self._bot = bot
        self._continuations = continuations

    async def keep(self, message: Incoming) -> None:
        """Keep a message that goes on in a conversation of two."""
        await self._continuations.keep(self._key(message), message, datetime.now(UTC))

    def link_for(self, message: Incoming, reply: Reply) -> InlineKeyboardButton | None:
        """Give the button below what is replied to such a message; None where nothing goes on."""
        if not reply.continues_directly:
            return None
        return deep_link(self._bot.username, message.text, self._key(message))

    async def read(self, message: Incoming) -> tuple[Incoming, str]:
        """Give what somebody means who starts a conversation, and the key where words were kept, else ``""``.

        A key that is too old, used before or somebody else's leads to its command without the words.
        """
        start = read_start(message.text)
        if start is None:
            return message, ""
        kept = await self._continuations.find("telegram", start.key, message.sender, datetime.now(UTC))
        if kept is None:
            return replace(message, text=start.command), ""
        meant = replace(message, text=kept.text, attachments=kept.attachments, withheld=kept.withheld)
        return meant, start.key

    async def finish(self, key: str) -> None:
        """Note that what was kept under a key was taken up."""
        await self._continuations.finish("telegram", key)

    def _key(self, message: Incoming) -> str:
        return pseudonym(self._bot.token, "continue", message.event)
