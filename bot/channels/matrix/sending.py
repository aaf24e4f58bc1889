"""Sending replies."""

import asyncio
from io import BytesIO
from typing import Any

import nio

from bot.channels.matrix.content import file_content, text_content, transaction_id
from bot.channels.matrix.destination import Destination
from bot.channels.matrix.requests import Refused, ask
from bot.delivery import Undeliverable
from bot.messages import File, Reply

LONGEST_UPLOAD = 60.0
"""Seconds that uploading one file may take."""


async def send(client: nio.AsyncClient, to: Destination, reply: Reply, cause: str) -> None:
    """Send one reply and its files; sent again, they are still the same events.

    The client must have synced, so that it knows which rooms are encrypted.

    Args:
        client: that is logged in.
        to: where it goes.
        reply: what goes there.
        cause: what it is sent for; nothing else is sent for the same.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        SessionRevoked: the homeserver ended the session.
        Undeliverable: the assistant cannot say anything there, or only in plain text in an encrypted room.
    """
    room = client.rooms.get(to.conversation.room)
    if room is None:
        raise Undeliverable(f"not in room {to.conversation.room}")
    if room.encrypted and (reply.files or not client.olm):
        raise Undeliverable(f"room {room.room_id} is encrypted")
    try:
        await _post(client, room.room_id, text_content(reply, to), cause)
        for number, file in enumerate(reply.files):
            content = file_content(file, await _upload(client, file), to)
            await _post(client, room.room_id, content, f"{cause} {number}")
    except Refused as refusal:
        raise Undeliverable(str(refusal)) from refusal


async def _post(client: nio.AsyncClient, room: str, content: dict[str, Any], cause: str) -> None:
    await ask(
        client.room_send(
            room,
            "m.room.message",
            content,
            tx_id=transaction_id(cause),
            ignore_unverified_devices=True,
        )
    )


async def _upload(client: nio.AsyncClient, file: File) -> str:
    async def upload() -> object:
        response, _ = await client.upload(
            BytesIO(file.content), file.media_type, file.name, filesize=len(file.content)
        )
        return response

    address: str = (await ask(asyncio.wait_for(upload(), LONGEST_UPLOAD))).content_uri
    return address
