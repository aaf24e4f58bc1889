"""A channel without a server: people in it, an inbox, and what is sent to them."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bench.message import lone_message
from bench.simulation.people import Said
from bot.cli.run import APOLOGY
from bot.delivery.delivery import Delivery
from bot.messages import Incoming, Reply
from bot.serving import Service
from bot.supervision import supervised

NAME = "bench"
GIVES_UP = 120.0
"""Seconds after which somebody stops waiting for an answer."""

_SAMPLES_EVERY = 0.5


@dataclass(slots=True)
class Watched:
    """What was seen; times in seconds since the beginning.

    Attributes:
        answered: of each message when it was sent and how long the first reply took.
        waiting: how many messages waited for their reply, each half second.
        given_up: messages without a reply when somebody stopped waiting.
        apologies: messages that could not be handled.
    """

    answered: list[tuple[float, float]] = field(default_factory=list)
    waiting: list[tuple[float, int]] = field(default_factory=list)
    given_up: int = 0
    apologies: int = 0


class Channel:
    """People who say something to a service, which answers through its inbox as it does on any channel.

    Args:
        service: the assistant, put together.
        run: tells the people and messages of this channel from those of another in the same database.
    """

    def __init__(self, service: Service, run: str) -> None:
        self.watched = Watched()
        self._service = service
        self._run = run
        self._delivery = Delivery(service.inbox(NAME), self._handle, self._send, APOLOGY)
        self._replies: dict[str, asyncio.Event] = {}
        self._sent: dict[str, float] = {}
        self._began = time.monotonic()

    async def serve(
        self, arrivals: Iterator[float], conversations: Iterator[list[Said]], seconds: float
    ) -> None:
        """Let people begin at these times, for so long; what they still say after that does not count."""
        self._began = time.monotonic()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), supervised() as tasks:
                tasks.create_task(self._delivery.run())
                tasks.create_task(self._sample())
                for number, (at, said) in enumerate(zip(arrivals, conversations, strict=False)):
                    await asyncio.sleep(max(0.0, self._began + at - time.monotonic()))
                    tasks.create_task(self._converse(f"{self._run} {number}", said, self._began + at))

    async def _converse(self, person: str, conversation: Sequence[Said], begins: float) -> None:
        due = begins
        for number, said in enumerate(conversation):
            if number:
                due = time.monotonic() + said.after
                await asyncio.sleep(said.after)
            message = replace(lone_message(person, said.text), event=f"{person} {number}")
            self._replies[message.event] = asyncio.Event()
            # When they wanted to say it: a loop that is late to let them is late to answer, too.
            self._sent[message.event] = due
            await self._delivery.receive([message], None)
            try:
                async with asyncio.timeout(GIVES_UP):
                    await self._replies[message.event].wait()
            except TimeoutError:
                self.watched.given_up += 1
                return

    async def _handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        replies = await self._service.assistant.handle(incoming)
        if not replies:
            self._replied(incoming)
        return replies

    async def _send(self, incoming: Incoming, reply: Reply, number: int) -> None:
        if reply == APOLOGY:
            self.watched.apologies += 1
        if number == 0:
            self._replied(incoming)

    def _replied(self, incoming: Incoming) -> None:
        sent = self._sent.pop(incoming.event)
        self.watched.answered.append((sent - self._began, time.monotonic() - sent))
        self._replies.pop(incoming.event).set()

    async def _sample(self) -> None:
        while True:
            self.watched.waiting.append((time.monotonic() - self._began, len(self._sent)))
            await asyncio.sleep(_SAMPLES_EVERY)
