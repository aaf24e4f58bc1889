"""The assistant: one message in, replies out; the only door for every channel."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.attachments import Fetch, no_files
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.rate_limit import RateLimit, Verdict
from bot.responding import Responder
from bot.storage.conversations import Conversations
from bot.storage.transaction import Overtaken
from bot.wording import commands as words

MOST_TRIES = 20
"""How often a message is handled again because another one was first; each time one of them is done."""


class Assistant:
    """Handles messages, each once: the same message again gives the same replies.

    Args:
        responder: decides what comes of a message.
        conversations: where that is kept.
        idle: after this long without a message a conversation starts afresh.
    """

    def __init__(self, responder: Responder, conversations: Conversations, idle: timedelta) -> None:
        self._responder = responder
        self._conversations = conversations
        self._idle = idle
        self._rate_limit = RateLimit()

    def is_addressed(self, incoming: Incoming) -> bool:
        """Whether the message wants a reply: in a conversation of two always, in a group when addressed."""
        return incoming.direct or incoming.addressed

    async def handle(self, incoming: Incoming, fetch: Fetch = no_files) -> tuple[Reply, ...]:
        """Reply to a message; nothing is said to a message that was not meant for the assistant.

        Args:
            incoming: the message.
            fetch: gives the content of its attachments.

        Raises:
            Overtaken: others were first, time and again.
        """
        if not self.is_addressed(incoming):
            return ()
        earlier = await self._conversations.replies_to(incoming)
        if earlier is not None:
            return earlier
        match self._rate_limit.judge(incoming.channel, incoming.sender, incoming.sent_at):
            case Verdict.TOO_MANY:
                return (Reply((paragraph(words.TOO_MANY),), Kind.NOTICE),)
            case Verdict.STILL_TOO_MANY:
                return ()
            case Verdict.READ:
                return await self._handle_once(incoming, fetch)

    async def _handle_once(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        for _ in range(MOST_TRIES - 1):
            with suppress(Overtaken):
                return await self._handle(incoming, fetch)
            earlier = await self._conversations.replies_to(incoming)
            if earlier is not None:
                return earlier
        return await self._handle(incoming, fetch)

    async def _handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        now = datetime.now(UTC)
        context = await self._conversations.context_of(incoming, since=now - self._idle)
        outcome = await self._responder.respond(incoming, context, fetch)
        await self._conversations.keep(incoming, outcome, now)
        return outcome.replies
