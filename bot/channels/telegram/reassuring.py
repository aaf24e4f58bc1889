"""Telling who waits long on Telegram that the answer will come, with nothing noted anywhere."""

from dataclasses import dataclass

from telegram import Bot
from telegram.constants import ParseMode

from bot.channels.telegram.message_numbers import MessageNumbers
from bot.channels.telegram.moved_groups import MovedGroups
from bot.channels.telegram.place import Place, number_of
from bot.channels.telegram.sending import Destination, send_message
from bot.channels.telegram.under_way import UnderWayMessages
from bot.messages import Incoming, Reply, paragraph
from bot.rendering.telegram_html import render
from bot.wording.manners import TAKES_LONG


@dataclass(frozen=True, slots=True)
class TellingItTakesLong:
    """Tells people so, also when nothing can be noted: the database is away, or the disk is full.

    Attributes:
        bot: that tells.
        under_way: knows where it is not known what was said last; nothing else is said there until it is.
        numbers: remembers the numbers of messages.
        groups: knows which groups go on under another id.
    """

    bot: Bot
    under_way: UnderWayMessages
    numbers: MessageNumbers
    groups: MovedGroups

    async def tell(self, waits: Incoming) -> None:
        """Tell the sender of a message.

        Raises:
            ChannelUnavailable: as `send_message` does.
            Refused: nothing can be said there.
            TokenRefused: Telegram does not know the token any more.
        """
        place = Place.parse(waits.conversation)
        chat = self.groups.now(place.chat)
        if self.under_way.to(chat) is not None:
            return
        to = Destination(Place(chat, place.topic), None if waits.direct else number_of(waits.event))
        text = render(Reply((paragraph(TAKES_LONG),)))
        self.numbers.know(await send_message(self.bot, to, text, None, ParseMode.HTML))
