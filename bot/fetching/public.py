"""Whether an address on the internet is one that everybody can reach."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# Besides what the standard library says, which differs between versions of Python. Registers:
# https://www.iana.org/assignments/iana-ipv4-special-registry and .../iana-ipv6-special-registry.
_SPECIAL_IPV4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, no longer in use
    IPv4Network("224.0.0.0/4"),  # multicast
)
_UNICAST_IPV6 = IPv6Network("2000::/3")
"""All that is given out for hosts; everything else is local, multicast, or not in use."""

_SPECIAL_IPV6 = (
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them: it holds an IPv4 address
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: it holds an IPv4 address
    IPv6Network("3fff::/20"),  # documentation
)
_NAT64 = IPv6Network("64:ff9b::/96")
"""Behind it is the IPv4 address in its last 32 bits (RFC 6052)."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether everybody can reach an address: it is no machine in a network of one's own.

    An IPv6 address that stands for an IPv4 address, mapped or through NAT64, is as public as that one. No web
    page is served from the older ways to do that (6to4, Teredo), so those are not public.
    """
    match address:
        case IPv4Address():
            return address.is_global and not any(address in network for network in _SPECIAL_IPV4)
        case IPv6Address(ipv4_mapped=IPv4Address() as mapped):
            return is_public(mapped)
        case IPv6Address() if address in _NAT64:
            return is_public(IPv4Address(address.packed[-4:]))
        case IPv6Address():
            return (
                address in _UNICAST_IPV6
                and address.is_global
                and not any(address in network for network in _SPECIAL_IPV6)
            )
