"""Replies are made and sent, edited where a question was, and taken away where it was withdrawn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import nio

from bot.channels.matrix.choice_reactions import ChoiceReactions
from bot.channels.matrix.continuation import continued_event, continued_withdrawal
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import destination_of_reply
from bot.channels.matrix.media import fetch
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.matrix.sending import send, take_away
from bot.channels.matrix.upgrades import Upgrades
from bot.channels.replies import Replies
from bot.delivery.delivery import ChannelUnavailable, Undeliverable
from bot.messages import Act, Incoming, Kind, Reply
from bot.storage.answers import Answers
from bot.storage.outbox import edits_of


class Replying:
    """Has replies made, and sends them.

    Args:
        client: that is logged in.
        assistant: makes the replies.
        answers: keeps which events they are.
        choices: offers the choices in them.
        policy: how long a message may have waited.
        largest_file: bytes; a larger file is not fetched.
        upgrades: tells where a message is answered whose room goes on in another.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        client: nio.AsyncClient,
        assistant: Replies,
        answers: Answers,
        choices: ChoiceReactions,
        policy: MatrixPolicy,
        largest_file: int,
        upgrades: Upgrades,
    ) -> None:
        self._client = client
        self._assistant = assistant
        self._answers = answers
        self._choices = choices
        self._policy = policy
        self._largest_file = largest_file
        self._upgrades = upgrades

    async def handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Make the replies to a message; take away what was said to one that was withdrawn."""
        late = self._policy.is_late(incoming.sent_at, datetime.now(UTC))
        replies = await self._assistant.handle(
            replace(self._upgrades.redirected(incoming), late=late),
            partial(fetch, self._client, largest=self._largest_file),
        )
        if incoming.act is Act.WITHDRAW:
            await self._take_away(incoming, keep=0)
        elif incoming.act is Act.CORRECT and _replaces(replies):
            await self._take_away(incoming, keep=len(replies))
        return replies

    async def withdrawn_elsewhere(self, withdrawal: Incoming) -> tuple[Incoming, ...]:
        """Give the withdrawal of what a message from a group became in a direct room, if it went on there."""
        known = await self._answers.taken_up("matrix", continued_event(withdrawal.target))
        if known is None or known.conversation is None:
            return ()
        return (continued_withdrawal(withdrawal, known.conversation),)

    async def send(self, incoming: Incoming, reply: Reply, number: int) -> None:
        """Send one reply, in the place of the reply to what was corrected."""
        cause = incoming.event
        earlier: tuple[str, ...] = ()
        if incoming.act is Act.CORRECT and _replaces([reply]):
            cause = incoming.target
            earlier = (await self._answers.events_of("matrix", cause)).get(number, ())
        there = self._upgrades.redirected(incoming)
        to = destination_of_reply(there)
        if there.conversation != incoming.conversation:
            # In another room nobody can see what is replied to.
            to = replace(to, reply_to=None)
        try:
            sent = await send(self._client, to, reply, f"{incoming.event} {number}", earlier)
        except Undeliverable as error:
            if self._upgrades.is_under_way(to.conversation.room):
                raise ChannelUnavailable("its room goes on in another") from error
            raise
        await self._answers.note("matrix", cause, number, sent.events, datetime.now(UTC))
        if reply.choices:
            self._choices.offer(to.conversation.room, sent.texts[-1], len(reply.choices))

    async def _take_away(self, incoming: Incoming, keep: int) -> None:
        room = Conversation.parse(incoming.conversation).room
        for number, events in (await self._answers.events_of("matrix", incoming.target)).items():
            if number >= keep:
                await take_away(self._client, room, events)
                await self._answers.note("matrix", incoming.target, number, (), datetime.now(UTC))
        if not keep:
            for events in (await self._answers.events_of("matrix", edits_of(incoming.target))).values():
                await take_away(self._client, room, events)


def _replaces(replies: Sequence[Reply]) -> bool:
    """Whether what is said to a correction takes the place of something; a notice stands beside it."""
    return any(reply.kind is not Kind.NOTICE for reply in replies)
