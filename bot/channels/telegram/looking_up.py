"""Finding out whether Telegram has a message of which no receipt came.

Telegram gives no list of messages, but it does say of a number whether there is a message of ours that would
change: nothing changes when a message is edited into what it already says.
"""

import logging
from collections.abc import Iterable

from telegram import Bot, InlineKeyboardMarkup

from bot.channels.telegram.requests import Refused, ask
from bot.channels.telegram.sending import NO_PREVIEW
from bot.channels.telegram.under_way import UnderWay

log = logging.getLogger(__name__)

_IS_IT = "message is not modified"
_IS_NOT_IT = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "message_id_invalid",
)


async def look_up(bot: Bot, lost: UnderWay, candidates: Iterable[int]) -> int | None:
    """Give the number of a message that may have arrived; None where it did not.

    An edit that succeeds has found it too. To its chat nothing was sent after it, and what was sent before it
    has a lower number, so no other message of ours can be there; but it may have said what may not be kept.

    Args:
        bot: that sent it.
        lost: the message.
        candidates: numbers that it can have.

    Raises:
        ChannelUnavailable: Telegram cannot be asked now.
        TokenRefused: Telegram does not know the token any more.
    """
    for number in candidates:
        try:
            await _edit(bot, lost, number)
        except Refused as refusal:
            reason = refusal.reason.lower()
            if _IS_IT in reason:
                return number
            if not any(words in reason for words in _IS_NOT_IT):
                log.warning("a message that may be lost cannot be looked up, and is sent again: %s", refusal)
                return None
        else:
            return number
    return None


async def _edit(bot: Bot, lost: UnderWay, number: int) -> None:
    keyboard = InlineKeyboardMarkup.de_json(lost.keyboard, bot) if lost.keyboard else None
    if lost.text is None:
        await ask(bot.edit_message_caption(lost.chat, number, caption=lost.caption, reply_markup=keyboard))
        return
    await ask(
        bot.edit_message_text(
            lost.text,
            lost.chat,
            number,
            parse_mode=lost.mode,
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
        )
    )
