"""Sending replies."""

import nio

from bot.channels.matrix.content import reply_content, transaction_id
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.requests import Refused, ask
from bot.delivery import Undeliverable
from bot.messages import Incoming, Reply


async def send(client: nio.AsyncClient, incoming: Incoming, reply: Reply, number: int) -> None:
    """Send one reply to a message; sent again, it is still one event.

    The client must have synced, so that it knows which rooms are encrypted.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        SessionRevoked: the homeserver ended the session.
        Undeliverable: the assistant cannot say anything there, or only in plain text in an encrypted room.
    """
    room_id = Conversation.parse(incoming.conversation).room
    room = client.rooms.get(room_id)
    if room is None:
        raise Undeliverable(f"not in room {room_id}")
    if room.encrypted and not client.olm:
        raise Undeliverable(f"room {room_id} is encrypted")
    try:
        await ask(
            client.room_send(
                room_id,
                "m.room.message",
                reply_content(incoming, reply),
                tx_id=transaction_id(incoming.event, number),
                ignore_unverified_devices=True,
            )
        )
    except Refused as refusal:
        raise Undeliverable(str(refusal)) from refusal
