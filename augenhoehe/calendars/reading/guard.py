"""Which servers may be asked: those of the whole internet, and of the own network those that the operator names.

An address that a person types in must not become a way into the house: to a router's page, a database, the metadata
service of a cloud. What counts is the address that the connection really goes to, at the moment it is made.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_PUBLIC_PORTS = (443, 8443)


@dataclass(frozen=True)
class Guard:
    """What the operator allows beside the public internet: names that may lead anywhere, and networks of the house."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = field(default=())

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Guard:
        """From the setting CALENDAR_HOSTS: names and networks mixed. Raises ValueError for a network that is none."""
        names, networks = set(), []
        for line in (one.strip().lower() for one in lines):
            if "/" in line or line.replace(".", "").isdigit() or ":" in line:
                networks.append(ipaddress.ip_network(line))
            elif line:
                names.add(line.rstrip("."))
        return cls(frozenset(names), tuple(networks))

    def knows(self, host: str) -> bool:
        """Whether the operator has named this host."""
        host = host.lower().rstrip(".")
        return host in self.names or any(
            name.startswith("*.") and host.endswith(name[1:]) and host != name[2:] for name in self.names
        )

    def allows(self, host: str, address: str, port: int) -> bool:
        """Whether a connection may be made to this address, to which the host's name leads."""
        if self.knows(host):
            return True
        found = _plain(ipaddress.ip_address(address.partition("%")[0]))
        if any(found in network for network in self.networks if network.version == found.version):
            return True
        return port in _PUBLIC_PORTS and found.is_global and not found.is_multicast

    def allows_unencrypted(self, host: str, address: str) -> bool:
        """Whether it may be asked without TLS: only what the operator has named."""
        found = _plain(ipaddress.ip_address(address.partition("%")[0]))
        return self.knows(host) or any(found in net for net in self.networks if net.version == found.version)


def _plain(address: Address) -> Address:
    """The IPv4 address that hides in an IPv6 one, where one does."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
