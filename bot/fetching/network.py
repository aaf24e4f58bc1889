"""The network that pages are fetched through, as a stranger who takes nothing along."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from aiohttp import hdrs
from aiohttp.abc import AbstractResolver

from bot.fetching.media_types import EXTENSIONS
from bot.fetching.public import is_public
from bot.fetching.resolving import CheckedResolver, IsPublic

_HEADERS = {
    hdrs.USER_AGENT: "Wegwijzer",
    hdrs.ACCEPT: ", ".join(EXTENSIONS),
    # What is not compressed cannot grow when it is unpacked.
    hdrs.ACCEPT_ENCODING: "identity",
}


@dataclass(frozen=True, slots=True)
class Network:
    """What a page is fetched through.

    Attributes:
        resolver: makes what looks hosts up.
        is_public: judges the addresses that hosts lead to.
        trusted: whose certificates are trusted; None for those of the system.
        seconds: after so long it is given up, redirects and all.
    """

    resolver: Callable[[], AbstractResolver] = aiohttp.ThreadedResolver
    is_public: IsPublic = is_public
    trusted: ssl.SSLContext | None = None
    seconds: float = 30


INTERNET = Network()


def open_session(network: Network) -> aiohttp.ClientSession:
    """Open what asks for pages: without cookies, passwords, proxies and compression, each on a connection."""
    connector = aiohttp.TCPConnector(
        resolver=CheckedResolver(network.resolver(), network.is_public),
        ssl=network.trusted or True,
        # Each request is a connection, so that each is judged.
        force_close=True,
        use_dns_cache=False,
    )
    return aiohttp.ClientSession(
        connector=connector,
        headers=_HEADERS,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
        auto_decompress=False,
        trust_env=False,
    )
