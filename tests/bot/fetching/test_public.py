from ipaddress import IPv4Address, IPv6Address, ip_address

from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.public import is_public

PUBLIC = """
    8.8.8.8 93.184.215.14 147.181.98.1 2a02:9a0::1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
""".split()
NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
    172.31.255.254 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1
    203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:100.64.0.1 ::ffff:169.254.169.254
    ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::8.8.8.8 100::1 100:0:0:1::1
    2001::1 2001:0:7f00:1::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2002:a9fe:a9fe:: 2002:808:808::1
    3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 4000::1
""".split()
PRIVATE = [
    (0x0A000000, 8),
    (0x7F000000, 8),
    (0xA9FE0000, 16),
    (0xAC100000, 12),
    (0xC0A80000, 16),
    (0x64400000, 10),
]


def test_what_everybody_can_reach_is_public() -> None:
    assert [address for address in PUBLIC if not is_public(ip_address(address))] == []


def test_what_not_everybody_can_reach_is_not_public() -> None:
    assert [address for address in NOT_PUBLIC if is_public(ip_address(address))] == []


@given(st.sampled_from(PRIVATE), st.integers(0, 2**32 - 1))
def test_no_way_to_write_a_private_address_makes_it_public(network: tuple[int, int], host: int) -> None:
    start, prefix = network
    private = start | host % 2 ** (32 - prefix)
    written = (
        IPv4Address(private),
        IPv6Address(0xFFFF << 32 | private),  # mapped
        IPv6Address(private),  # compatible
        IPv6Address(0x64_FF9B << 96 | private),  # NAT64
        IPv6Address(0x2002 << 112 | private << 80 | host),  # 6to4
        IPv6Address(0x2001_0000 << 96 | host << 64 | private ^ 0xFFFFFFFF),  # Teredo
    )

    assert [address for address in written if is_public(address)] == []


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_that_is_public_is_given_out_for_hosts_or_stands_for_one_that_is(
    address: IPv6Address,
) -> None:
    if is_public(address):
        assert address.packed[0] >> 5 == 1 or is_public(IPv4Address(address.packed[-4:]))
