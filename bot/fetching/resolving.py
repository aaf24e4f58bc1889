"""Names of hosts become the addresses that are connected to, and only public ones."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching.refused import FetchRefused, Refusal

IsPublic = Callable[[IPv4Address | IPv6Address], bool]


class CheckedResolver(AbstractResolver):
    """Looks a host up once for each connection, and gives the very addresses that were judged.

    The connection goes to these, so that it makes no difference what the name leads to a moment later.

    Args:
        resolver: looks hosts up.
        is_public: judges an address.
    """

    def __init__(self, resolver: AbstractResolver, is_public: IsPublic) -> None:
        self._resolver = resolver
        self._is_public = is_public

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Give the addresses of a host.

        Raises:
            FetchRefused: one of them is not public.
            OSError: the host is not known.
        """
        found = await self._resolver.resolve(host, port, family)
        if not all(self._is_public(ip_address(result["host"])) for result in found):
            raise FetchRefused(Refusal.PRIVATE, host)
        return found

    async def close(self) -> None:
        """Let go of what looks hosts up."""
        await self._resolver.close()
