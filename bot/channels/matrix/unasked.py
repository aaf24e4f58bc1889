"""Sending what is said unasked."""

import nio

from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination
from bot.channels.matrix.direct_rooms import DirectRooms, is_joined
from bot.channels.matrix.sending import send
from bot.channels.outbox import Outgoing
from bot.delivery import ChannelUnavailable


async def send_unasked(client: nio.AsyncClient, direct_rooms: DirectRooms, outgoing: Outgoing) -> None:
    """Send something that waits in the outbox; in a group its person is mentioned.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached, or the client does not know the room yet.
        SessionRevoked: the homeserver ended the session.
        Undeliverable: the assistant cannot say anything there.
    """
    conversation = Conversation.parse(outgoing.conversation)
    room = client.rooms.get(conversation.room)
    if room is None and await is_joined(client, conversation.room):
        raise ChannelUnavailable("a room does not come along in a sync yet")
    is_direct = room is not None and direct_rooms.is_direct(room)
    to = Destination(conversation, mention=None if is_direct else outgoing.sender)
    await send(client, to, outgoing.reply, f"outbox {outgoing.id}")
