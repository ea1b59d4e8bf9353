"""Which hosts the bot may be sent to by a link."""

import socket
from ipaddress import ip_address

import pytest

from bot.media.reach import NotReachableError, Pinned, is_public, look_up, reachable


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - an address to refuse, not to listen on
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "2a00:1450::5efe:7f00:1",
        "2a00:1450::200:5efe:a00:1",
        "2a00:1450::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
        "ff02::1",
        "4000::1",
    ],
)
def test_an_address_that_is_not_the_public_network_is_refused(address: str) -> None:
    assert is_public(ip_address(address)) is False


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "93.184.215.14",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450:4007::200e",
    ],
)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(ip_address(address)) is True


@pytest.mark.parametrize(
    ("host", "found", "private"),
    [
        ("files.test", ("127.0.0.1",), True),
        ("files.test", ("8.8.8.8", "10.0.0.1"), True),
        ("files.test", ("10.0.0.1", "8.8.8.8"), True),
        ("files.test", ("8.8.8.8", "::ffff:10.0.0.1"), True),
        ("127.0.0.1", ("8.8.8.8",), True),
        ("::1", ("8.8.8.8",), True),
        ("files.test", (), False),
        ("files.test", ("no address",), False),
        # What some resolvers read as 127.0.0.1 is not handed to any.
        ("127.1", ("8.8.8.8",), False),
        ("2130706433", ("8.8.8.8",), False),
        ("0177.0.0.1", ("8.8.8.8",), False),
    ],
)
async def test_a_host_is_refused_for_any_of_its_addresses(host: str, found: tuple[str, ...], *, private: bool) -> None:
    async def look(_: str) -> tuple[str, ...]:
        return found

    with pytest.raises(NotReachableError) as caught:
        await reachable(host, look, is_public)

    assert caught.value.private is private


async def test_a_host_unknown_to_the_name_server_has_no_address() -> None:
    async def look(_: str) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "files.test is not known")

    with pytest.raises(NotReachableError) as caught:
        await reachable("files.test", look, is_public)

    assert caught.value.private is False
    assert "files.test" not in str(caught.value)


async def test_all_addresses_of_a_public_host_are_kept() -> None:
    async def look(_: str) -> tuple[str, ...]:
        return ("8.8.8.8", "2001:4860:4860::8888")

    assert await reachable("files.test", look, is_public) == (
        ip_address("8.8.8.8"),
        ip_address("2001:4860:4860::8888"),
    )


async def test_the_connection_is_told_the_checked_addresses_only() -> None:
    pinned = Pinned("files.test", (ip_address("8.8.8.8"), ip_address("2001:4860:4860::8888")))
    found = await pinned.resolve("files.test", 443, socket.AF_UNSPEC)

    assert [(place["host"], place["port"], place["family"]) for place in found] == [
        ("8.8.8.8", 443, socket.AF_INET),
        ("2001:4860:4860::8888", 443, socket.AF_INET6),
    ]


async def test_another_host_than_the_checked_one_cannot_be_gone_to() -> None:
    pinned = Pinned("files.test", (ip_address("8.8.8.8"),))

    with pytest.raises(OSError, match="checked"):
        await pinned.resolve("other.test", 443)


async def test_the_machines_own_resolver_knows_the_machine() -> None:
    found = await look_up("localhost")

    assert {"127.0.0.1", "::1"} & set(found)
    assert not any(is_public(ip_address(address)) for address in found)
