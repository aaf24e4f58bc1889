"""Read receipts: what has been read is safe in the inbox."""

import asyncio
import logging
import time
from typing import NoReturn

import nio

from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.requests import Refused, ask
from bot.delivery.delivery import ChannelUnavailable

log = logging.getLogger(__name__)

QUIET_FOR = 1.0
"""Seconds without a message: of what is said in one go only the last is marked, and the answer goes first."""


class Receipts:
    """Tells people up to where their room or thread was read; nothing waits for it."""

    def __init__(self, client: nio.AsyncClient) -> None:
        self._client = client
        self._read: dict[Conversation, tuple[str, float]] = {}
        self._some = asyncio.Event()

    def mark(self, conversation: Conversation, event: str) -> None:
        """Note up to which event a conversation was read."""
        self._read[conversation] = event, time.monotonic()
        self._some.set()

    async def run(self) -> NoReturn:
        """Send receipts until cancelled, for each conversation once it is quiet."""
        while True:
            await self._some.wait()
            self._some.clear()
            while self._read:
                await asyncio.sleep(QUIET_FOR)
                for conversation in self._quiet_ones():
                    await self._send(conversation, self._read.pop(conversation)[0])

    def _quiet_ones(self) -> list[Conversation]:
        quiet_since = time.monotonic() - QUIET_FOR
        return [conversation for conversation, (_, read_at) in self._read.items() if read_at <= quiet_since]

    async def _send(self, conversation: Conversation, event: str) -> None:
        receipt = self._client.update_receipt_marker(
            conversation.room, event, thread_id=conversation.thread or "main"
        )
        try:
            await ask(receipt)
        except (ChannelUnavailable, Refused) as error:
            log.debug("no receipt is sent: %s", error)
