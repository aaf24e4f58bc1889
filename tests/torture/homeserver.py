"""A homeserver in miniature: hands on what people say, and records each reply to it once.

It speaks lines of JSON. Who begins with ``{"since": position}`` is given what people say from there on, and
goes on being given it; who begins with a `Sent` is told when that is recorded.
"""

import asyncio
import json
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from bot.messages import Attachment, Incoming

CHANNEL = "torture"
LONGEST_LINE = 2**22
MOST_REPEATED = 3
BETWEEN_MESSAGES = timedelta(seconds=15)
"""People type; what they say is not said faster than that, whatever the clock of this test says."""

_incoming = TypeAdapter(list[Incoming])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A reply as the channel sends it.

    Attributes:
        event: the message that it replies to.
        number: which of the replies to that message it is, from 0.
        of: how many there are.
        shown: what the person reads.
        kept: the whole reply as it may be kept, in JSON: the same however often it is sent.
    """

    event: str
    number: int
    of: int
    shown: str
    kept: str


@dataclass(slots=True, eq=False)
class Message:
    """Something that somebody said, and what was replied."""

    incoming: Incoming
    replies: list[Sent] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def shown(self) -> list[str]:
        """The replies as the person reads them."""
        return [reply.shown for reply in self.replies]


class Homeserver:
    """What people say and are told; it outlives the assistant.

    Attributes:
        port: on 127.0.0.1, while it serves.
        messages: all that was said, in order.
        synced: set when an assistant asks for messages.
        contradictions: what was wrong with a reply, for each that was.
        resent: how many replies came again.
    """

    def __init__(self, chance: random.Random) -> None:
        self.port = 0
        self.messages: list[Message] = []
        self.synced = asyncio.Event()
        self.contradictions: list[str] = []
        self.resent = 0
        self._chance = chance
        self._by_event: dict[str, Message] = {}
        self._said_by: Counter[str] = Counter()
        self._unanswered: defaultdict[str, list[Message]] = defaultdict(list)
        self._news = asyncio.Condition()
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many messages have not got all their replies."""
        return sum(map(len, self._unanswered.values()))

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LONGEST_LINE)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()
            self._is_closed = True
            async with self._news:
                self._news.notify_all()

    async def say(self, sender: str, room: str, text: str, *files: Attachment) -> Message:
        """Have somebody say something in a room of two."""
        self._said_by[sender] += 1
        incoming = Incoming(
            channel=CHANNEL,
            conversation=room,
            sender=sender,
            event=f"event-{len(self.messages)}",
            text=text,
            direct=True,
            addressed=False,
            sent_at=datetime(2026, 1, 1, tzinfo=UTC) + self._said_by[sender] * BETWEEN_MESSAGES,
            attachments=files,
        )
        message = self._by_event[incoming.event] = Message(incoming)
        self.messages.append(message)
        self._unanswered[room].append(message)
        async with self._news:
            self._news.notify_all()
        return message

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Whoever is on the other side is killed at any moment.
        with suppress(ConnectionError):
            line = await reader.readline()
            if line.endswith(b"\n"):
                asked = json.loads(line)
                if "since" in asked:
                    await self._hand_on(asked["since"], writer)
                else:
                    self._record(Sent(**asked))
                    writer.write(b"\n")
                    await writer.drain()
        writer.close()

    async def _hand_on(self, since: int, writer: asyncio.StreamWriter) -> None:
        self.synced.set()
        # Homeservers repeat themselves.
        position = max(0, since - self._chance.randint(0, MOST_REPEATED))
        while not (writer.is_closing() or self._is_closed):
            async with self._news:
                while position >= len(self.messages) and not self._is_closed:
                    await self._news.wait()
            batch = [message.incoming for message in self.messages[position:]]
            position += len(batch)
            line = {"messages": _incoming.dump_python(batch, mode="json"), "position": position}
            writer.write(json.dumps(line).encode() + b"\n")
            await writer.drain()

    def _record(self, sent: Sent) -> None:
        message = self._by_event[sent.event]
        if sent.number < len(message.replies):
            self.resent += 1
            before = message.replies[sent.number]
            if sent.kept != before.kept:
                self.contradictions.append(f"{before} and then {sent}")
            return
        unanswered = self._unanswered[message.incoming.conversation]
        if unanswered[0] is not message or sent.number > len(message.replies):
            self.contradictions.append(f"{sent} before the last reply to {unanswered[0]}")
        message.replies.append(sent)
        if len(message.replies) == sent.of:
            unanswered.remove(message)
            message.answered.set()
