"""Fetching the files that people send."""

import asyncio
import logging
from itertools import islice

import aiohttp
import nio

from bot.attachments import AttachmentUnavailable, Obstacle
from bot.backoff import delays
from bot.channels.matrix.attachments import download_path, keys_of
from bot.channels.matrix.encryption.encrypted_files import decrypt_file
from bot.channels.matrix.requests import Refused, authorization, failure
from bot.delivery.delivery import ChannelUnavailable
from bot.messages import Attachment

log = logging.getLogger(__name__)

ATTEMPTS = 3
LONGEST_ATTEMPT = 30.0
"""Seconds that an attempt at a file may take."""

_CHUNK = 64 * 1024


async def fetch(client: nio.AsyncClient, attachment: Attachment, largest: int) -> bytes:
    """Give the content of a file.

    A file may live on a homeserver that is gone for good, so trying again has an end here.

    Args:
        client: that is logged in.
        attachment: as `read_attachment` gave it.
        largest: most bytes that it may have.

    Raises:
        AttachmentUnavailable: it cannot be had.
        SessionRevoked: the homeserver ended the session.
    """
    if attachment.size is not None and attachment.size > largest:
        raise AttachmentUnavailable(attachment, Obstacle.TOO_LARGE)
    for delay in islice(delays(), ATTEMPTS):
        try:
            async with asyncio.timeout(LONGEST_ATTEMPT):
                content = await _download(client, attachment, largest)
            return await _decrypted(attachment, content)
        except Refused as refusal:
            too_large = refusal.code == "M_TOO_LARGE"
            obstacle = Obstacle.TOO_LARGE if too_large else Obstacle.MISSING
            raise AttachmentUnavailable(attachment, obstacle) from refusal
        except (aiohttp.ClientError, ChannelUnavailable, OSError) as error:
            log.warning("an attachment cannot be fetched (%s)", error)
        await asyncio.sleep(delay)
    raise AttachmentUnavailable(attachment, Obstacle.UNREACHABLE)


async def _decrypted(attachment: Attachment, content: bytes) -> bytes:
    keys = keys_of(attachment)
    if keys is None:
        return content
    decrypted = await asyncio.to_thread(decrypt_file, content, keys)
    if decrypted is None:
        raise AttachmentUnavailable(attachment, Obstacle.ENCRYPTED)
    return decrypted


async def _download(client: nio.AsyncClient, attachment: Attachment, largest: int) -> bytes:
    # The download of matrix-nio reads everything into memory, however much it is.
    response = await client.send("GET", download_path(attachment), headers=authorization(client))
    async with response:
        if not response.ok:
            raise await failure(response)
        content = bytearray()
        if (response.content_length or 0) <= largest:
            async for chunk in response.content.iter_chunked(_CHUNK):
                content += chunk
                if len(content) > largest:
                    break
            else:
                return bytes(content)
        # Closing leaves the rest unread; releasing would read it.
        response.close()
        raise AttachmentUnavailable(attachment, Obstacle.TOO_LARGE)
