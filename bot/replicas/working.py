"""The queue of messages that any process may answer is worked."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import NoReturn

from bot.attachments import no_files
from bot.backoff import delays
from bot.delivery.delivery import LONGEST_HANDLING
from bot.handling import Handling, NotKeepable
from bot.messages import Incoming, Reply, keepable
from bot.observability.correlation import about
from bot.observability.tracing import work_span
from bot.storage.answer_queue import AnswerQueue, Claim, Tried
from bot.storage.conversations import Conversations
from bot.storage.transaction import DatabaseRefuses
from bot.supervision import supervised
from index.generations import IndexUnavailable

log = logging.getLogger(__name__)

AT_ONCE = 4
"""How many messages of the queue one process handles at the same time, so that others get some too."""


class Working:
    """Makes the replies to messages in the queue; who asked for them finds them kept.

    Args:
        queue: where the messages are.
        handling: makes the replies.
        conversations: where they are kept.
        whole: gives a message with what was not stored of it.
    """

    def __init__(
        self,
        queue: AnswerQueue,
        handling: Handling,
        conversations: Conversations,
        whole: Callable[[Incoming], Incoming],
    ) -> None:
        self._queue = queue
        self._handling = handling
        self._conversations = conversations
        self._whole = whole
        self._looking = asyncio.Lock()

    async def run(self) -> None:
        """Work until cancelled."""
        async with supervised() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._work())

    async def _work(self) -> NoReturn:
        waits = delays()
        while True:
            try:
                async with AsyncExitStack() as stack:
                    # One looks at a time: a message wakes up one of each process.
                    async with self._looking:
                        claim = await stack.enter_async_context(self._queue.next())
                    with about(claim.message), work_span(claim.message):
                        await self._answer(claim)
                waits = delays()
            except Exception:
                log.exception("the queue of messages cannot be worked")
                await asyncio.sleep(next(waits))

    async def _answer(self, claim: Claim) -> None:
        message = self._whole(claim.message) if claim.is_ours else claim.message
        try:
            async with asyncio.timeout(LONGEST_HANDLING):
                # Somebody who died may have kept replies before.
                if await self._conversations.replies_to(message) is None:
                    is_lost = _has_files if claim.is_ours else _is_not_keepable
                    await self._handling.handle(message, no_files, is_lost=is_lost)
                kept = await self._conversations.replies_to(message)
        except NotKeepable:
            await claim.give_back(Tried.UNKEPT)
        except (DatabaseRefuses, IndexUnavailable) as error:
            log.warning("answering has to wait for the database: %s", error.reason)
            await claim.give_back(Tried.REFUSED)
        except Exception:
            log.exception("answering failed")
            await claim.give_back(Tried.FAILED)
        else:
            await (claim.answered() if kept is not None else claim.give_back(Tried.SILENT))


def _has_files(reply: Reply) -> bool:
    """Of what nobody else could reply, marks are shown in the place of personal data."""
    return bool(reply.files)


def _is_not_keepable(reply: Reply) -> bool:
    return keepable(reply) != reply
