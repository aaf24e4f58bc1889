"""The files that come with a message, and fetching them."""

import asyncio
import logging
from itertools import islice

from telegram import Bot, Message

from bot.attachments import AttachmentUnavailable, Obstacle
from bot.backoff import delays
from bot.channels.telegram.requests import Refused, ask
from bot.delivery.delivery import ChannelUnavailable
from bot.messages import Attachment

log = logging.getLogger(__name__)

LARGEST_DOWNLOAD = 20 * 2**20
"""Bytes; of a larger file the Bot API gives nothing."""

ATTEMPTS = 3
PHOTO = "foto.jpg"
"""A photo has no name on Telegram, and is always JPEG."""


def read_attachments(message: Message) -> tuple[Attachment, ...]:
    """Give the document or the photo that a message carries, the photo at its largest."""
    if message.document:
        document = message.document
        return (_attachment(document.file_name or "bestand", document.file_size, document.file_id),)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return (_attachment(PHOTO, largest.file_size, largest.file_id),)
    return ()


async def fetch(bot: Bot, attachment: Attachment, largest: int) -> bytes:
    """Give the content of a file.

    Args:
        bot: that got it.
        attachment: as `read_attachments` gave it.
        largest: most bytes that it may have.

    Raises:
        AttachmentUnavailable: it cannot be had.
        TokenRefused: Telegram does not know the token any more.
    """
    if (attachment.size or 0) > min(largest, LARGEST_DOWNLOAD):
        raise AttachmentUnavailable(attachment, Obstacle.TOO_LARGE)
    for delay in islice(delays(), ATTEMPTS):
        try:
            file = await ask(bot.get_file(attachment.source))
            content = bytes(await ask(file.download_as_bytearray()))
        except Refused as refusal:
            too_large = "too big" in refusal.reason
            obstacle = Obstacle.TOO_LARGE if too_large else Obstacle.MISSING
            raise AttachmentUnavailable(attachment, obstacle) from refusal
        except ChannelUnavailable as error:
            log.warning("an attachment cannot be fetched (%s)", error)
        else:
            if len(content) > largest:
                raise AttachmentUnavailable(attachment, Obstacle.TOO_LARGE)
            return content
        await asyncio.sleep(delay)
    raise AttachmentUnavailable(attachment, Obstacle.UNREACHABLE)


def _attachment(name: str, size: int | None, source: str) -> Attachment:
    return Attachment(name=name, size=size, source=source)
