"""This process among several on one PostgreSQL."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import NoReturn

from bot.messages import Incoming
from bot.replicas.leading import Leading
from bot.storage.answer_queue import AnswerQueue
from bot.storage.inbox import Inbox
from bot.storage.news import News

log = logging.getLogger(__name__)

FORGETS_EVERY = 60.0
"""Seconds from one time that is forgotten what another process finished to the next."""


@dataclass(frozen=True, slots=True)
class Replica:
    """One of several processes on one database.

    Attributes:
        news: what they tell each other; names this one.
        leading: what only one of them does at a time.
        queue: messages that any of them may answer.
        inboxes: of each channel that is served here; remembers what may not be stored.
    """

    news: News
    leading: Leading
    queue: AnswerQueue
    inboxes: dict[str, Inbox] = field(default_factory=dict)

    def whole(self, message: Incoming) -> Incoming:
        """Give a message with what was not stored of it, where it came in here."""
        inbox = self.inboxes.get(message.channel)
        return inbox.whole(message) if inbox else message

    async def forget_finished(self) -> NoReturn:
        """Forget now and then what came in here and another process finished, until cancelled."""
        while True:
            await asyncio.sleep(FORGETS_EVERY)
            try:
                for inbox in tuple(self.inboxes.values()):
                    await inbox.forget_finished()
            except Exception:
                log.exception("what other processes finished is not forgotten yet")
