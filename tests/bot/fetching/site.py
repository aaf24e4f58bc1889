"""A web server over TLS that says exactly what a test wants, and names that lead to it."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from itertools import chain, repeat
from socket import AF_INET, AddressFamily

import trustme
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching.network import Network

HOST = "toegestaan.nl"
OTHER_HOST = "ook.toegestaan.nl"
HERE = "127.0.0.1"
"""Where the site is. In these tests it counts as public, and every other address does not."""

Said = bytes | Callable[[], Iterator[bytes]]


def said(
    body: bytes = b"<p>Dag</p>", *headers: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """A whole answer over HTTP."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers, "", "")
    return "\r\n".join(lines).encode("latin-1") + body


def led_on(location: str, *headers: str, status: str = "302 Found") -> bytes:
    """An answer that leads on to another address."""
    return said(b"", f"Location: {location}", *headers, status=status)


class Names(AbstractResolver):
    """Says where hosts are: at `HERE`, or each time at the next of some places."""

    def __init__(self, port: int, places: Iterable[tuple[str, ...]]) -> None:
        self._port = port
        self._places = iter(chain(places, repeat((HERE,))))
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_INET) -> list[ResolveResult]:
        self.asked.append(host)
        return [
            ResolveResult(hostname=host, host=place, port=self._port, family=family, proto=0, flags=0)
            for place in next(self._places)
        ]

    async def close(self) -> None:
        pass


@dataclass
class Site:
    """What it says by path, with a pause between parts; what it was asked, and how many bytes it sent."""

    port: int
    trusted: ssl.SSLContext
    pages: dict[str, Said] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    sent: int = 0
    pause: float = 0

    def network(self, *places: tuple[str, ...], seconds: float = 10) -> Network:
        """A network in which every host is here, or first at the given places."""
        self.names = Names(self.port, places)
        return Network(
            resolver=lambda: self.names,
            is_public=lambda address: address == ip_address(HERE),
            trusted=self.trusted,
            seconds=seconds,
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.requests.append(request)
            page = self.pages[request.split()[1]]
            for part in [page] if isinstance(page, bytes) else page():
                writer.write(part)
                self.sent += len(part)
                await writer.drain()
                await asyncio.sleep(self.pause)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def open_site(*names: str) -> AsyncIterator[Site]:
    """Open a site with a certificate for these names."""
    authority = trustme.CA()
    serving, trusted = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert(*names).configure_cert(serving)
    authority.configure_trust(trusted)
    site = Site(0, trusted)
    async with await asyncio.start_server(site.serve, HERE, 0, ssl=serving) as server:
        site.port = server.sockets[0].getsockname()[1]
        yield site
