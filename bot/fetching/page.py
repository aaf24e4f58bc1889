"""One web page, fetched once."""

import asyncio
import logging
import re
from collections.abc import Collection

import aiohttp
from aiohttp import hdrs
from yarl import URL

from bot.fetching.address import read_address
from bot.fetching.media_types import EXTENSIONS
from bot.fetching.naming import document_name
from bot.fetching.network import INTERNET, Network, open_session
from bot.fetching.refused import FetchRefused, Refusal
from bot.library.actions import NewDocument

log = logging.getLogger(__name__)

MOST_REDIRECTS = 3

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOUND = 200
_MEDIA_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+-]{1,60}")


async def fetch_page(
    address: str, hosts: Collection[str], largest: int, network: Network = INTERNET
) -> NewDocument:
    """Fetch a web page, or a document on the web.

    It is asked for without cookies, names or passwords, and not through a proxy. Where it leads on to another
    address, that is judged as if it had been typed.

    Args:
        address: where it is.
        hosts: names of the hosts of which pages may be fetched.
        largest: bytes that it may have.
        network: what it is fetched through.

    Returns:
        The page, named after the address where it was found.

    Raises:
        FetchRefused: it is not to be fetched, or could not be.
    """
    url = read_address(address, hosts)
    try:
        async with asyncio.timeout(network.seconds), open_session(network) as session:
            page = await _followed(session, url, hosts, largest)
    except TimeoutError:
        raise FetchRefused(Refusal.TOO_SLOW) from None
    log.info("fetched a page of %s: %d bytes", url.host, len(page.content))
    return page


async def _followed(
    session: aiohttp.ClientSession, url: URL, hosts: Collection[str], largest: int
) -> NewDocument:
    for _ in range(MOST_REDIRECTS + 1):
        found = await _asked(session, url, largest)
        if isinstance(found, NewDocument):
            return found
        url = _led_on(url, found, hosts)
    raise FetchRefused(Refusal.REDIRECTS)


def _led_on(url: URL, location: str, hosts: Collection[str]) -> URL:
    try:
        return read_address(location, hosts, url)
    except FetchRefused as refused:
        raise FetchRefused(refused.reason, refused.detail, redirected=True) from None


async def _asked(session: aiohttp.ClientSession, url: URL, largest: int) -> NewDocument | str:
    """Ask for a page; give it, or where it leads on to."""
    host = url.host or ""
    try:
        async with session.get(url, allow_redirects=False) as response:
            if response.status in _REDIRECTS and hdrs.LOCATION in response.headers:
                return response.headers[hdrs.LOCATION]
            name = document_name(url, _extension(response))
            return NewDocument(name=name, content=await _content(response, largest), url=str(url))
    except aiohttp.ClientSSLError:
        # Without their causes: some of these name the whole address.
        raise FetchRefused(Refusal.CERTIFICATE, host) from None
    except aiohttp.ClientError:
        raise FetchRefused(Refusal.UNREACHABLE, host) from None


def _extension(response: aiohttp.ClientResponse) -> str:
    if response.status != _FOUND:
        raise FetchRefused(Refusal.STATUS, str(response.status))
    if response.headers.get(hdrs.CONTENT_ENCODING, "identity").lower() != "identity":
        raise FetchRefused(Refusal.COMPRESSED)
    if response.content_type not in EXTENSIONS:
        raise FetchRefused(Refusal.KIND, _shown(response.content_type))
    return EXTENSIONS[response.content_type]


def _shown(media_type: str) -> str:
    """What a host calls a kind of file, where that can be shown to people."""
    return media_type if _MEDIA_TYPE.fullmatch(media_type) else ""


async def _content(response: aiohttp.ClientResponse, largest: int) -> bytes:
    if (response.content_length or 0) > largest:
        raise FetchRefused(Refusal.TOO_LARGE)
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > largest:
            raise FetchRefused(Refusal.TOO_LARGE)
    return bytes(content)
