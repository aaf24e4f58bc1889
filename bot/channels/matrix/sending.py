"""Sending replies; nothing in plain text where a room is encrypted."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import nio

from bot.channels.matrix.content import (
    file_content,
    is_short_enough,
    replacement,
    text_content,
    transaction_id,
)
from bot.channels.matrix.destination import Destination
from bot.channels.matrix.encryption.encrypted_files import encrypt_file, with_keys
from bot.channels.matrix.encryption.room_keys import learn_encryption, share_room_key
from bot.channels.matrix.requests import Refused, ask
from bot.channels.splitting import split
from bot.delivery.delivery import Undeliverable
from bot.messages import File, Reply
from bot.observability.correlation import correlation_of

log = logging.getLogger(__name__)

LONGEST_UPLOAD = 60.0
"""Seconds that uploading one file may take."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The events that a reply is.

    Attributes:
        texts: its parts, in order.
        files: its files.
        replacement: what put it in the place of another; None where it takes no place.
    """

    texts: tuple[str, ...]
    files: tuple[str, ...]
    replacement: str | None = None

    @property
    def events(self) -> tuple[str, ...]:
        """All of them: without these, nothing is left of the reply."""
        return (*self.texts, *((self.replacement,) if self.replacement else ()), *self.files)


async def send(
    client: nio.AsyncClient, to: Destination, reply: Reply, cause: str, instead_of: Sequence[str] = ()
) -> Sent:
    """Send one reply and its files; sent again, they are still the same events.

    The client must have synced, so that it knows who is in which room. A reply that is too long for one
    event is sent in parts.

    Args:
        client: that is logged in.
        to: where it goes.
        reply: what goes there.
        cause: what it is sent for; nothing else is sent for the same.
        instead_of: the events in the place of which it comes: the first is edited, the others are redacted.

    Returns:
        The ids of the events that now are the reply.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        SessionRevoked: the homeserver ended the session.
        Undeliverable: the assistant cannot say anything there.
    """
    room = to.conversation.room
    first, *further = split(reply, lambda part: is_short_enough(text_content(part, to)))
    content = text_content(first, to)
    texts, files, replaced_by = [], [], None
    if instead_of:
        texts.append(instead_of[0])
        replaced_by = await post(client, room, replacement(content, instead_of[0]), cause)
    else:
        texts.append(await post(client, room, content, cause))
    for number, part in enumerate(further, 1):
        # Who asked was told so by the first part.
        content = text_content(part, replace(to, reply_to=None, mention=None))
        texts.append(await post(client, room, content, f"{cause} part {number}"))
    for number, file in enumerate(reply.files):
        files.append(await _post_file(client, file, to, f"{cause} {number}"))
    sent = Sent(tuple(texts), tuple(files), replaced_by)
    await take_away(client, room, [event for event in instead_of if event not in sent.events])
    return sent


async def take_away(client: nio.AsyncClient, room: str, events: Iterable[str]) -> None:
    """Redact what was said; what cannot be redacted (any more) stays.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        SessionRevoked: the homeserver ended the session.
    """
    for event in events:
        try:
            await ask(client.room_redact(room, event, tx_id=transaction_id(f"{event} redacted")))
        except Refused as refusal:
            log.warning("%s cannot be redacted: %s", correlation_of("matrix", event), refusal)


async def post(
    client: nio.AsyncClient, room: str, content: dict[str, Any], cause: str, kind: str = "m.room.message"
) -> str:
    """Send one event to a room, encrypted where the room is; sent again, it is still the same event.

    Args:
        client: that is logged in.
        room: id of the room.
        content: of the event.
        cause: what it is sent for; nothing else is sent for the same.
        kind: type of the event. A reaction is never encrypted, in no client.

    Returns:
        The id of the event.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        SessionRevoked: the homeserver ended the session.
        Undeliverable: the assistant cannot say anything there.
    """
    known = _room(client, room)
    try:
        await learn_encryption(client, known)
        if known.encrypted:
            await share_room_key(client, known)
        # From here to the encryption nothing is waited for, so nobody comes in who has no key.
        call = client.room_send(
            room, kind, content, tx_id=transaction_id(cause), ignore_unverified_devices=True
        )
        event: str = (await ask(call)).event_id
    except Refused as refusal:
        raise Undeliverable(str(refusal)) from refusal
    return event


async def _post_file(client: nio.AsyncClient, file: File, to: Destination, cause: str) -> str:
    room = _room(client, to.conversation.room)
    try:
        await learn_encryption(client, room)
        if room.encrypted:
            encrypted, keys = await asyncio.to_thread(encrypt_file, file.content)
            # Neither its name nor what it is, is for the homeserver to know.
            address = await _upload(client, File("", "application/octet-stream", encrypted))
            content = with_keys(file_content(file, address, to), keys)
        else:
            content = file_content(file, await _upload(client, file), to)
    except Refused as refusal:
        raise Undeliverable(str(refusal)) from refusal
    return await post(client, room.room_id, content, cause)


def _room(client: nio.AsyncClient, room: str) -> nio.MatrixRoom:
    known = client.rooms.get(room)
    if known is None:
        raise Undeliverable(f"not in room {room}")
    return known


async def _upload(client: nio.AsyncClient, file: File) -> str:
    async def upload() -> object:
        response, _ = await client.upload(
            BytesIO(file.content), file.media_type, file.name or None, filesize=len(file.content)
        )
        return response

    address: str = (await ask(asyncio.wait_for(upload(), LONGEST_UPLOAD))).content_uri
    return address
