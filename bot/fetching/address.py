"""Whether a web address may be fetched, as far as the address itself can tell."""

import re
from collections.abc import Collection

from yarl import URL

from bot.fetching.refused import FetchRefused, Refusal

_LONGEST = 2000
# What one program skips or turns around, another takes for part of the name of a host.
_AMBIGUOUS = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_SCHEME = "https"
_PORT = 443
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
# A host that ends in a number is an IPv4 address to browsers and to the C library, however it is written
# (https://url.spec.whatwg.org/#ends-in-a-number-checker): 2130706433, 0x7f.1, 017700000001.
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")


def read_address(typed: str, hosts: Collection[str], base: URL | None = None) -> URL:
    """Read a web address of which the page may be fetched.

    Args:
        typed: the address as it was typed, or as a page led on to it.
        hosts: names of the hosts of which pages may be fetched; compared whole.
        base: the page that led on to it, where one did: what is left out of the address is as there.

    Returns:
        The address made anew of what is needed of it: scheme, host, path and query.

    Raises:
        FetchRefused: it may not be fetched.
    """
    if len(typed) > _LONGEST or _AMBIGUOUS.search(typed):
        raise FetchRefused(Refusal.ADDRESS)
    url = _parsed(typed, base)
    if url.scheme != _SCHEME:
        raise FetchRefused(Refusal.SCHEME)
    if "@" in url.raw_authority:
        raise FetchRefused(Refusal.CREDENTIALS)
    host = _allowed_host(url, hosts)
    if url.explicit_port not in {None, _PORT}:
        raise FetchRefused(Refusal.PORT)
    return URL.build(
        scheme=_SCHEME,
        host=host,
        path=url.raw_path or "/",
        query_string=url.raw_query_string,
        encoded=True,
    )


def _parsed(typed: str, base: URL | None) -> URL:
    try:
        url = base.join(URL(typed)) if base else URL(typed)
        # Of some addresses only the parts fail.
        _ = (url.explicit_port, url.raw_path, url.raw_query_string)
    except (ValueError, IndexError):  # the second for https://[]@/, in which yarl looks for a host in vain
        # Without its cause: that names the whole address.
        raise FetchRefused(Refusal.ADDRESS) from None
    return url


def _allowed_host(url: URL, hosts: Collection[str]) -> str:
    host = _canonical(url.raw_host or "")
    if ":" in host or _NUMBER.fullmatch(host):
        raise FetchRefused(Refusal.NUMBER)
    if not _NAME.fullmatch(host):
        raise FetchRefused(Refusal.ADDRESS)
    if host not in {_canonical_name(name) for name in hosts}:
        raise FetchRefused(Refusal.HOST, host)
    return host


def _canonical(host: str) -> str:
    """Give one spelling of a host that is encoded already: a dot at its end says no more than none."""
    return host.lower().removesuffix(".")


def _canonical_name(name: str) -> str:
    """Give the same for a name in the settings, with the letters of any language; ``""`` for what is none."""
    try:
        return _canonical(URL.build(scheme=_SCHEME, host=name).raw_host or "")
    except ValueError:
        return ""
