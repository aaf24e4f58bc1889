"""Sending what is said unasked, beside what was said or in its place."""

import logging
from datetime import UTC, datetime

import nio

from bot.channels.matrix.choice_reactions import ChoiceReactions
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination
from bot.channels.matrix.direct_rooms import DirectRooms, is_joined
from bot.channels.matrix.sending import Sent, send
from bot.channels.outbox import Outgoing
from bot.delivery.delivery import ChannelUnavailable, Undeliverable
from bot.observability.correlation import correlation_of
from bot.storage.answers import Answers
from bot.storage.outbox import cause_of, edits_of

log = logging.getLogger(__name__)


async def send_unasked(
    client: nio.AsyncClient,
    direct_rooms: DirectRooms,
    answers: Answers,
    choices: ChoiceReactions,
    outgoing: Outgoing,
) -> None:
    """Send something that waits in the outbox; in a group its person is mentioned.

    What takes the place of a reply edits it, which mentions nobody anew.

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
    if outgoing.edits is None:
        cause = cause_of(outgoing.id)
        sent = await send(client, to, outgoing.reply, cause)
        await answers.note("matrix", cause, 0, sent.events, datetime.now(UTC))
    else:
        sent = await _edit(client, answers, to, outgoing, outgoing.edits)
    if outgoing.reply.choices:
        choices.offer(conversation.room, sent.texts[-1], len(outgoing.reply.choices))


async def _edit(
    client: nio.AsyncClient, answers: Answers, to: Destination, outgoing: Outgoing, edits: str
) -> Sent:
    """Put something in the place of the first reply to a message; beside it, where it can take no place."""
    cause = cause_of(outgoing.id)
    earlier = (await answers.events_of("matrix", edits)).get(0, ())
    if not earlier:
        # As the reply itself is sent: of all that takes its place, the first is a message and no other, also
        # where it was sent and not noted. What that message says may be what was to be said then.
        earlier = (await send(client, to, outgoing.reply, f"{edits} 0")).events
    try:
        sent = await send(client, to, outgoing.reply, cause, earlier)
    except Undeliverable as error:
        log.warning(
            "what was said to %s cannot be edited, and is said anew: %s",
            correlation_of("matrix", edits),
            error,
        )
        sent = await send(client, to, outgoing.reply, f"{cause} anew")
    now = datetime.now(UTC)
    if sent.replacement:
        await answers.note("matrix", edits_of(edits), outgoing.id, (sent.replacement,), now)
    await answers.note("matrix", edits, 0, (*sent.texts, *sent.files), now)
    return sent
