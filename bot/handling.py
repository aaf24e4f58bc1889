"""Handling one message that is to be read: what comes of it is decided, and kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.attachments import Fetch
from bot.commands.command import read_command
from bot.correcting import corrected
from bot.knelpunten.number import find_number
from bot.messages import Act, Incoming, Reply
from bot.observability.stages import Stage, stage
from bot.responding import Responder
from bot.storage.answers import Answers
from bot.storage.conversations import Conversations
from bot.storage.transaction import Overtaken

MOST_TRIES = 20
"""How often a message is handled again because another one was first; each time one of them is done."""


class NotKeepable(Exception):
    """The replies have what may be shown and not be kept, and nothing was kept."""


class Handling:
    """Makes the replies to a message, and keeps all that comes of it in one transaction.

    Args:
        responder: decides what comes of a message.
        conversations: where that is kept.
        answers: finds what was said again.
        idle: after this long without a message a conversation starts afresh.
    """

    def __init__(
        self, responder: Responder, conversations: Conversations, answers: Answers, idle: timedelta
    ) -> None:
        self._responder = responder
        self._conversations = conversations
        self._answers = answers
        self._idle = idle

    async def handle(
        self, incoming: Incoming, fetch: Fetch, *, is_lost: Callable[[Reply], bool] = lambda _reply: False
    ) -> tuple[Reply, ...]:
        """Reply to a message.

        Args:
            incoming: the message.
            fetch: gives the content of its attachments.
            is_lost: whether who sends a reply as it is kept would miss something of it.

        Raises:
            NotKeepable: something would be missed.
            Overtaken: others were first, time and again.
        """
        incoming = await self._with_its_knelpunt(incoming)
        for _ in range(MOST_TRIES - 1):
            with suppress(Overtaken):
                return await self._handle(incoming, fetch, is_lost)
            earlier = await self._conversations.replies_to(incoming)
            if earlier is not None:
                return earlier
        return await self._handle(incoming, fetch, is_lost)

    async def _handle(
        self, incoming: Incoming, fetch: Fetch, is_lost: Callable[[Reply], bool]
    ) -> tuple[Reply, ...]:
        now = datetime.now(UTC)
        context = await self._conversations.context_of(incoming, since=now - self._idle)
        if incoming.act is Act.CORRECT:
            before = await self._answers.to(incoming.channel, incoming.target)
            outcome = await corrected(self._responder, incoming, before, context, fetch)
            if outcome is None:
                return ()
        else:
            outcome = await self._responder.respond(incoming, context, fetch)
            outcome = replace(outcome, memory=outcome.memory.asked_with(incoming.event))
        if any(map(is_lost, outcome.replies)):
            raise NotKeepable
        with stage(Stage.KEEPING):
            await self._conversations.keep(incoming, outcome, now)
        return outcome.replies

    async def _with_its_knelpunt(self, message: Incoming) -> Incoming:
        """Who replies to a notice about a knelpunt need not type its number; a command stays what it is."""
        if not message.replies_to or not message.direct or read_command(message.text):
            return message
        notice = await self._answers.find(message.channel, message.replies_to)
        if notice is None or not notice.about or find_number(message.text):
            return message
        return replace(message, text=f"{notice.about} {message.text}".strip())
