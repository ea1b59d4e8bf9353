"""Which hosts the bot may be sent to by a link: public ones, at the very addresses that were checked.

A name is looked up once. All its addresses are checked, and the connection is made to one of them: a name server that
answers otherwise a moment later is not asked again.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias

from aiohttp.abc import AbstractResolver, ResolveResult

Address: TypeAlias = IPv4Address | IPv6Address
Lookup: TypeAlias = Callable[[str], Awaitable[tuple[str, ...]]]
Policy: TypeAlias = Callable[[Address], bool]

# IANA's registry of special addresses. Our own list, for Python's `is_global` has changed from release to release.
NOT_PUBLIC_4 = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # looks public; answers inside Azure's machines only
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# In IPv6 only this part is given out to the public. What maps or carries an IPv4 address (::ffff:0:0/96, ::/96,
# 64:ff9b::/96, 64:ff9b:1::/48), local, link-local and multicast addresses lie outside.
PUBLIC_6 = ip_network("2000::/3")
NOT_PUBLIC_6 = tuple(
    ip_network(network)
    for network in (
        "2001::/23",  # Teredo and other protocols
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries an IPv4 address
        "3fff::/20",
    )
)
# An interface that carries an IPv4 address (ISATAP, RFC 5214, section 6.1).
ISATAP = (0x00005EFE, 0x02005EFE)


class NotReachableError(Exception):
    """A host must not be gone to (`private`), or has no address."""

    def __init__(self, *, private: bool) -> None:
        super().__init__("a host is not public" if private else "a host has no address")
        self.private = private


def is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_4)
    if address.scope_id is not None or address not in PUBLIC_6 or int(address) >> 32 & 0xFFFFFFFF in ISATAP:
        return False
    return not any(address in network for network in NOT_PUBLIC_6)


async def look_up(name: str) -> tuple[str, ...]:
    """Ask the machine's own resolver. Raises OSError and UnicodeError."""
    found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


async def reachable(host: str, look: Lookup, may: Policy) -> tuple[Address, ...]:
    """Return the addresses of a host, each of them checked. Raises NotReachableError."""
    try:
        # What looks like a number or has a colon is an address in a usual form, or nothing: "127.1" is no name.
        literal = ":" in host or host.replace(".", "").isdigit()
        found = (host,) if literal else await look(host)
        addresses = tuple(ip_address(text) for text in found)
    except (OSError, ValueError):
        raise NotReachableError(private=False) from None
    if not addresses:
        raise NotReachableError(private=False)
    if not all(may(address) for address in addresses):
        raise NotReachableError(private=True)
    return addresses


class Pinned(AbstractResolver):
    """Gives aiohttp the addresses that were checked, and no others."""

    def __init__(self, host: str, addresses: tuple[Address, ...]) -> None:
        self._host = host
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host.rstrip(".") != self._host.rstrip("."):
            raise OSError("only the host that was checked can be gone to")
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,  # noqa: PLR2004 - IPv4
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self._addresses
            if family in {socket.AF_UNSPEC, socket.AF_INET if address.version == 4 else socket.AF_INET6}  # noqa: PLR2004 - IPv4
        ]

    async def close(self) -> None:
        """Do nothing: nothing is held open."""
