"""A way to a server over which a test has power: it can be slow, silent or closed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit, urlunsplit

CHUNK = 2**16


@dataclass
class Way:
    """Passes on all that is said, byte for byte.

    Attributes:
        delay: seconds that each packet takes longer.
        taken: how many connections were made.
        open: how many there are now.
    """

    there: str
    delay: float = 0.0
    taken: int = 0
    _port: int = 0
    _server: asyncio.Server | None = None
    _speaks: asyncio.Event = field(default_factory=asyncio.Event)
    _connections: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    @asynccontextmanager
    async def to(cls, address: str) -> AsyncIterator[Self]:
        """Listen on loopback as long as the block lasts; the way is free at first."""
        way = cls(address)
        way.speak()
        await way.free()
        try:
            yield way
        finally:
            await way.close()

    @property
    def url(self) -> str:
        """The address of the server, by this way."""
        parts = urlsplit(self.there)
        user = f"{parts.username}@" if parts.username else ""
        return urlunsplit(parts._replace(netloc=f"{user}127.0.0.1:{self._port}"))

    @property
    def open(self) -> int:
        return len(self._connections)

    async def close(self) -> None:
        """Refuse connections, and break off those there are."""
        if self._server:
            self._server.close()
        for connection in list(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._server = None

    async def free(self) -> None:
        """Take connections, on the same port as before."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    def say_nothing(self) -> None:
        """Take connections and what is said, and pass nothing on."""
        self._speaks.clear()

    def speak(self) -> None:
        """Pass everything on again, also what was held back."""
        self._speaks.set()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        self.taken += 1
        writers = [writer]
        try:
            there = urlsplit(self.there)
            await self._speaks.wait()
            their_reader, their_writer = await asyncio.open_connection(there.hostname, there.port)
            writers.append(their_writer)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._pass_on(reader, their_writer))
                tasks.create_task(self._pass_on(their_reader, writer))
        except (OSError, ExceptionGroup, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            for one in writers:
                one.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while content := await reader.read(CHUNK):
            await self._speaks.wait()
            await asyncio.sleep(self.delay)
            writer.write(content)
            await writer.drain()
        with suppress(OSError):
            writer.write_eof()
        # Either side that ends it, ends it.
        raise ConnectionResetError
