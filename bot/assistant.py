"""The assistant: one message in, replies out; the only door for every channel."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.dialogue import Dialogue
from bot.messages import Incoming, Reply
from bot.storage.conversations import Conversations


class Assistant:
    """Handles messages, each once: the same message again gives the same replies.

    Args:
        dialogue: decides what is said.
        conversations: where replies and what is remembered are kept.
        idle: after this long without a message a conversation starts afresh.
    """

    def __init__(self, dialogue: Dialogue, conversations: Conversations, idle: timedelta) -> None:
        self._dialogue = dialogue
        self._conversations = conversations
        self._idle = idle

    def is_addressed(self, incoming: Incoming) -> bool:
        """Whether the message wants a reply: in a conversation of two always, in a group when addressed."""
        return incoming.direct or incoming.addressed

    async def handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Reply to a message; nothing is said to a message that was not meant for the assistant."""
        if not self.is_addressed(incoming):
            return ()
        earlier = await self._conversations.replies_to(incoming)
        if earlier is not None:
            return earlier
        now = datetime.now(UTC)
        memory = await self._conversations.memory_of(incoming, since=now - self._idle)
        replies, memory = await asyncio.to_thread(self._dialogue.respond, incoming.text, memory)
        await self._conversations.keep(incoming, memory, replies, now)
        return replies
