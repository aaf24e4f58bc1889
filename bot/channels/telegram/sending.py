"""Sending, editing and taking away messages."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode

from bot.channels.splitting import split
from bot.channels.telegram.place import Place, event_of, number_of
from bot.channels.telegram.requests import Moved, Refused, ask
from bot.messages import File, Reply
from bot.rendering import plain
from bot.rendering.telegram_html import LONGEST, LONGEST_CAPTION, length, render, shortened, visible

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes.

    Attributes:
        place: the chat, or the topic in it.
        reply_to: number of the message that is replied to, or None.
    """

    place: Place
    reply_to: int | None = None

    @property
    def reply_parameters(self) -> ReplyParameters | None:
        """What is replied to, as long as that is still there."""
        if self.reply_to is None:
            return None
        return ReplyParameters(self.reply_to, allow_sending_without_reply=True)


def parts_of(reply: Reply) -> tuple[Reply, ...]:
    """Give a reply as messages that are short enough, each without the files; none where nothing is said."""
    parts = split(reply, lambda part: length(visible(render(part))) <= LONGEST)
    return tuple(part for part in parts if visible(render(part)).strip())


async def send_message(
    bot: Bot, to: Destination, text: str, keyboard: InlineKeyboardMarkup | None, mode: ParseMode | None
) -> str:
    """Send one message; gives its event.

    Args:
        bot: that sends.
        to: where it goes.
        text: what it says.
        keyboard: its buttons.
        mode: how Telegram reads the text; None for plain text.

    Raises:
        ChannelUnavailable: as `ask` does.
        Refused: nothing can be said there.
        TokenRefused: Telegram does not know the token any more.
    """
    message = await ask(
        bot.send_message(
            to.place.chat,
            text,
            parse_mode=mode,
            message_thread_id=to.place.topic,
            reply_parameters=to.reply_parameters,
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
        )
    )
    return event_of(message.chat.id, message.message_id, bot.id)


async def send_file(bot: Bot, to: Destination, file: File) -> str:
    """Send a file; gives its event. Raises as `send_message` does.

    A picture is shown, with what it shows in words below it. Telegram takes no picture as one that is too
    long, too large or not what it expects; that it gets as a file.
    """
    if file.alternative:
        try:
            return await _send_picture(bot, to, file)
        except Moved:
            raise
        except Refused as refusal:
            log.warning("sent as a file: %s", refusal)
    message = await ask(
        bot.send_document(
            to.place.chat,
            InputFile(file.content, filename=file.name),
            caption=caption_of(file),
            message_thread_id=to.place.topic,
            reply_parameters=to.reply_parameters,
        )
    )
    return event_of(message.chat.id, message.message_id, bot.id)


async def _send_picture(bot: Bot, to: Destination, file: File) -> str:
    message = await ask(
        bot.send_photo(
            to.place.chat,
            InputFile(file.content, filename=file.name),
            caption=caption_of(file),
            message_thread_id=to.place.topic,
            reply_parameters=to.reply_parameters,
        )
    )
    return event_of(message.chat.id, message.message_id, bot.id)


def caption_of(file: File) -> str | None:
    """What is said with a file: of a picture what it shows, as much as there is room for."""
    return shortened(file.alternative, LONGEST_CAPTION) or None


async def edit(bot: Bot, chat: int, event: str, part: Reply, keyboard: InlineKeyboardMarkup | None) -> bool:
    """Give a message new words; False where it cannot be edited (any more). Raises as `send_message` does."""
    try:
        await ask(
            bot.edit_message_text(
                render(part),
                chat,
                number_of(event),
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        )
    except Refused as refusal:
        return "not modified" in refusal.reason
    return True


async def take_away(bot: Bot, chat: int, event: str) -> None:
    """Delete a message; after two days Telegram lets it stand."""
    try:
        await ask(bot.delete_message(chat, number_of(event)))
    except Refused as refusal:
        log.warning("a message cannot be taken away: %s", refusal)


async def take_keyboard_away(bot: Bot, chat: int, event: str) -> None:
    """Remove the buttons of a message."""
    try:
        await ask(bot.edit_message_reply_markup(chat, number_of(event), reply_markup=None))
    except Refused as refusal:
        log.debug("a keyboard cannot be taken away: %s", refusal)


def is_unreadable(refusal: Refused) -> bool:
    """Whether a message was refused for its HTML, so that it can still be sent as plain text."""
    reason = refusal.reason.lower()
    return "can't parse" in reason or "too long" in reason


def plain_texts(part: Reply) -> Iterator[str]:
    """Give the same in plain text: longer, as addresses are written out."""
    for piece in split(part, lambda piece: length(plain.render(piece)) <= LONGEST):
        if text := plain.render(piece).strip():
            yield text
