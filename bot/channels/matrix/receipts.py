"""Read receipts: what has been read is safe in the inbox."""

import asyncio
import logging

import nio

from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.requests import Refused, ask
from bot.delivery import ChannelUnavailable

log = logging.getLogger(__name__)


class Receipts:
    """Tells people up to where their room or thread was read; nothing waits for it."""

    def __init__(self, client: nio.AsyncClient) -> None:
        self._client = client
        self._read: dict[Conversation, str] = {}
        self._some = asyncio.Event()

    def mark(self, conversation: Conversation, event: str) -> None:
        """Note up to which event a conversation was read."""
        self._read[conversation] = event
        self._some.set()

    async def run(self) -> None:
        """Send receipts until cancelled, only the last one of each conversation."""
        while True:
            await self._some.wait()
            self._some.clear()
            while self._read:
                conversation, event = self._read.popitem()
                receipt = self._client.update_receipt_marker(
                    conversation.room, event, thread_id=conversation.thread or "main"
                )
                try:
                    await ask(receipt)
                except (ChannelUnavailable, Refused) as error:
                    log.debug("no receipt in %s: %s", conversation, error)
