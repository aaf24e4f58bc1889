"""A message is handed to whichever process has time, by the one that leads its channel."""

import asyncio
from collections.abc import Callable

from bot.attachments import Fetch
from bot.commands.command import read_command
from bot.handling import Handling
from bot.memory import Awaiting, Doubt
from bot.messages import Incoming, Reply
from bot.storage.answer_queue import AnswerQueue, Tried
from bot.storage.conversations import Conversations
from bot.storage.news import wait_for
from bot.storage.transaction import DatabaseRefuses


class NotAnswered(Exception):
    """Making the replies to a message failed in another process; its log says why."""


class HandingOver:
    """Has replies made by any process, and gives them as they are kept.

    What only this process has stays here: files, what may not be stored of a message, and replies that may
    not be kept whole, as those to most commands.

    Args:
        queue: where other processes find messages.
        handling: makes replies in this process.
        conversations: where the replies of others are found.
        withhold: gives a message as it may be stored; runs in a thread.
    """

    def __init__(
        self,
        queue: AnswerQueue,
        handling: Handling,
        conversations: Conversations,
        withhold: Callable[[Incoming], Incoming],
    ) -> None:
        self._queue = queue
        self._handling = handling
        self._conversations = conversations
        self._withhold = withhold

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        """Reply to a message that is to be read.

        Raises:
            DatabaseRefuses: it is refused where it was tried, and can be tried again for as long as it takes.
            NotAnswered: that failed where it was tried.
        """
        asked = await self._conversations.asked(incoming)
        if asked is not None and asked.doubt is not Doubt.WHAT_TO_DO_WITH_PERSONAL_DATA:
            asked = None
        holder = await self._holder(incoming, asked)
        is_whole_here = not incoming.withheld and (await self._storable(incoming)).withheld
        only_here = asked or incoming.withheld or read_command(incoming.text)
        if incoming.attachments or is_whole_here or (holder is None and only_here):
            return await self._handling.handle(incoming, fetch)
        match await self._tried(incoming, holder):
            case Tried.GONE:
                replies = await self._conversations.replies_to(incoming)
                if replies is None:
                    raise NotAnswered
                return replies
            case Tried.SILENT:
                return ()
            case Tried.UNKEPT | Tried.WAITING:
                return await self._handling.handle(incoming, fetch)
            case Tried.REFUSED:
                raise DatabaseRefuses("another process cannot use it")
            case Tried.FAILED:
                raise NotAnswered

    async def _holder(self, message: Incoming, asked: Awaiting | None) -> int | None:
        """Give the other process that has a message whole, or the one that it is about; None for none."""
        holder = None
        if message.withheld:
            holder = await self._queue.receiver_of(message.channel, message.event)
        if holder is None and asked is not None:
            holder = await self._queue.receiver_of(message.channel, asked.message)
        return holder

    async def _storable(self, message: Incoming) -> Incoming:
        return await asyncio.to_thread(self._withhold, message)

    async def _tried(self, message: Incoming, receiver: int | None) -> Tried:
        """Put a message in the queue and wait until something came of it, or nobody is left who can do it."""
        with self._queue.listening(message) as news:
            await self._queue.put(message, receiver)
            while True:
                news.clear()
                tried = await self._queue.look(message)
                is_orphan = receiver is not None and not await self._queue.is_other(receiver)
                if tried is Tried.WAITING and not is_orphan:
                    await wait_for(news)
                    continue
                if tried is not Tried.GONE:
                    await self._queue.take_out(message)
                return tried
