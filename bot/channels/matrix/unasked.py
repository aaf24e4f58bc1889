"""Sending what is said unasked."""

from datetime import UTC, datetime

import nio

from bot.channels.matrix.choice_reactions import ChoiceReactions
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination
from bot.channels.matrix.direct_rooms import DirectRooms, is_joined
from bot.channels.matrix.sending import send
from bot.channels.outbox import Outgoing
from bot.delivery import ChannelUnavailable
from bot.storage.answers import Answers
from bot.storage.outbox import cause_of


async def send_unasked(
    client: nio.AsyncClient,
    direct_rooms: DirectRooms,
    answers: Answers,
    choices: ChoiceReactions,
    outgoing: Outgoing,
) -> None:
    """Send something that waits in the outbox; in a group its person is mentioned.

    Args:
        client: that is logged in.
        direct_rooms: tells which rooms are conversations of two.
        answers: keeps as which events it was sent.
        choices: offers the choices in it.
        outgoing: what is sent.

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
    cause = cause_of(outgoing.id)
    sent = await send(client, to, outgoing.reply, cause)
    await answers.note("matrix", cause, 0, sent.events, datetime.now(UTC))
    if outgoing.reply.choices:
        choices.offer(conversation.room, sent.texts[-1], len(outgoing.reply.choices))
