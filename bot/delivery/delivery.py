"""From the inbox to the person: every message answered once, in order, whatever goes wrong."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import Protocol, TypeVar

from bot.delivery.outage import Outage, Tries
from bot.delivery.reassuring import Reassuring
from bot.delivery.stopping import Stopping
from bot.delivery.turns import Turns
from bot.messages import Incoming, Reply
from bot.observability.correlation import about
from bot.observability.stages import Stage, failed, replied, stage, taken_up
from bot.observability.tracing import message_span
from bot.storage.transaction import DatabaseRefuses
from bot.supervision import supervised
from index.generations import IndexUnavailable

log = logging.getLogger(__name__)

Handle = Callable[[Incoming], Awaitable[tuple[Reply, ...]]]
"""Makes the replies to a message; the same message again gives the same replies."""

Send = Callable[[Incoming, Reply, int], Awaitable[None]]
"""Sends one reply to a message; the number counts the replies to that message from 0."""

WORKERS = 8
"""How many messages are handled at the same time."""

ATTEMPTS = 3
"""How often handling a message may fail before the apology is sent."""

LONGEST_HANDLING = 120.0
"""Seconds after which handling a message counts as failed."""

Result = TypeVar("Result")


class ChannelUnavailable(Exception):
    """Nothing can be sent at the moment; worth trying again for as long as it takes.

    Attributes:
        status: what the server answered over HTTP; None where it did not answer.
    """

    def __init__(self, detail: str = "", status: int | None = None) -> None:
        super().__init__(detail)
        self.status = status


class ChannelClosed(Exception):
    """Nothing can be sent any more until somebody does something about the account."""


class Undeliverable(Exception):
    """This reply will never arrive, say because the assistant is no longer in the room."""


class Inbox(Protocol):
    """Messages on disk until they are finished, and how far the channel has read."""

    async def receive(self, messages: Sequence[Incoming], position: str | None) -> None:
        """Keep new messages and the channel's position, both or neither; leave known messages as they are.

        A position of None leaves it where it was.
        """

    async def position(self) -> str | None:
        """Where the channel was after the last messages it handed in; None at the very start."""

    async def pending(self, limit: int, excluded: Collection[str]) -> Sequence[Incoming]:
        """The first messages that still want an answer, in order of arrival, without the excluded events."""

    async def finish(self, message: Incoming) -> None:
        """Note that a message is answered."""

    async def arrival(self) -> None:
        """Wait until there may be new messages, whoever put them there."""


class Delivery:
    """Works off an inbox: conversations side by side, the messages of one conversation in order.

    People take turns, so that who sends much keeps nobody waiting.

    A message is finished after its last reply was sent. What is cancelled or killed before that is
    still pending, and comes again at the next start; `send` makes that harmless where its channel
    can recognise a reply that it has already sent.

    Args:
        inbox: where messages wait.
        handle: makes the replies.
        send: sends one reply. Raises `ChannelUnavailable`, `ChannelClosed` or `Undeliverable`.
        apology: sent instead when the replies to a message cannot be made.
        capacity: how many messages wait in memory; the others wait in the inbox.
        reassuring: tells who waits long that the answer will come; None where nobody is told.
        stopping: whether nothing new is to be answered any more.
    """

    def __init__(  # noqa: PLR0913
        self,
        inbox: Inbox,
        handle: Handle,
        send: Send,
        apology: Reply,
        capacity: int = 1000,
        reassuring: Reassuring | None = None,
        *,
        stopping: Stopping | None = None,
    ) -> None:
        self._inbox = inbox
        self._handle = handle
        self._send = send
        self._apology = apology
        self._capacity = capacity
        self._reassuring = reassuring or Reassuring()
        self._stopping = stopping or Stopping()
        self._turns = Turns(WORKERS)
        self._channel, self._database = Outage(), Outage()
        self._conversations: dict[str, deque[Incoming]] = {}
        self._taken: set[str] = set()
        self._some_left = False
        self._news = asyncio.Event()

    async def receive(self, messages: Sequence[Incoming], position: str | None) -> None:
        """Keep new messages safe; they are answered in their turn, and this does not wait for it.

        Raises:
            DatabaseRefuses: they are not kept, and the channel must bring them again.
        """
        async with self._reassuring.while_kept(messages):
            await self._inbox.receive(messages, position)

    async def run(self) -> None:
        """Answer what is pending and what comes in, until cancelled.

        Raises:
            ChannelClosed: as `send` raised it.
        """
        async with supervised() as tasks:
            tasks.create_task(self._follow())
            while True:
                self._news.clear()
                for conversation in await self._take():
                    tasks.create_task(self._work_off(conversation))
                await self._news.wait()

    async def _follow(self) -> None:
        while True:
            await self._inbox.arrival()
            self._news.set()

    async def _take(self) -> list[str]:
        """Take pending messages into memory, as many as fit; give the conversations that this starts."""
        room = self._capacity - len(self._taken)
        if room <= 0:
            self._some_left = True
            return []
        # What is finished while the inbox is being read may still be in what was read.
        known = frozenset(self._taken)
        new = await self._persist(partial(self._inbox.pending, room + 1, known))
        self._some_left = len(new) > room
        started = []
        for message in new[:room]:
            self._taken.add(message.event)
            if message.conversation not in self._conversations:
                self._conversations[message.conversation] = deque()
                started.append(message.conversation)
            self._conversations[message.conversation].append(message)
        return started

    async def _work_off(self, conversation: str) -> None:
        queue = self._conversations[conversation]
        while queue:
            message = queue[0]
            async with self._stopping.answering():
                with about(message):
                    with message_span(message):
                        async with self._reassuring.while_answered(message):
                            await self._answer(message)
                    await self._persist(partial(self._inbox.finish, message))
            queue.popleft()
            self._taken.discard(message.event)
            if self._some_left and len(self._taken) <= self._capacity // 2:
                self._news.set()
        del self._conversations[conversation]

    async def _answer(self, message: Incoming) -> None:
        """Handle a message and send its replies, however often that takes."""
        sent = failures = 0
        taken = False
        tries = Tries()
        while True:
            try:
                # Only while something is being done: a message that waits for its next try blocks no other.
                async with self._turns.of(message.sender):
                    if not taken:
                        taken_up(message)
                        taken = True
                    for reply in await self._unsent_replies(message, sent, failures):
                        with stage(Stage.SENDING):
                            await self._send(message, reply, sent)
                        self._channel.over()
                        sent += 1
                        replied(message, reply)
                return
            except ChannelClosed:
                raise
            except Undeliverable as error:
                log.warning("no reply will arrive: %s", error)
                return
            except ChannelUnavailable as error:
                log.warning("the reply has to wait: %s", error)
                await tries.wait(self._channel)
            except (DatabaseRefuses, IndexUnavailable) as error:
                log.warning("the reply has to wait for the database: %s", error.reason)
                await tries.wait(self._database)
            except Exception:
                failures += 1
                failed(message, is_last=failures == ATTEMPTS)
                log.exception("answering failed (%d of %d)", failures, ATTEMPTS)
                if failures > ATTEMPTS:
                    return
                await tries.wait()

    async def _unsent_replies(self, message: Incoming, sent: int, failures: int) -> tuple[Reply, ...]:
        if failures >= ATTEMPTS:
            return (self._apology,)
        with stage(Stage.HANDLING):
            async with asyncio.timeout(LONGEST_HANDLING):
                return (await self._handle(message))[sent:]

    async def _persist(self, action: Callable[[], Awaitable[Result]]) -> Result:
        """Do something with the inbox, however often that takes: a full disk or a lock passes.

        That is what tells whether the database is there: of a disk that is full everything can be read.
        """
        tries = Tries()
        while True:
            try:
                done = await action()
            except DatabaseRefuses as error:
                log.warning("the inbox cannot be used, and is tried again: %s", error.reason)
                await tries.wait(self._database)
            except Exception:
                log.exception("the inbox cannot be used, and is tried again")
                await tries.wait()
            else:
                self._database.over()
                return done
