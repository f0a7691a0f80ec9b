"""Hosts as requests name them, each in one spelling."""

import re
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple

AUTHORITY: Final = re.compile(r"(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?", re.IGNORECASE | re.ASCII)
USUAL_PORTS: Final = (80, 443)


class Authority(NamedTuple):
    """A host and its port, written in one way; the ports a browser leaves out are left out."""

    name: str
    port: int | None


def authority(text: str) -> Authority | None:
    """`Atlas.example.gov.:8501` or `[::1]:8501`; None for what is neither a name nor an address."""
    found = AUTHORITY.fullmatch(text)
    if not found:
        return None
    port = int(found[2]) if found[2] else None
    return Authority(spelled(found[1]), None if port in USUAL_PORTS else port)


def spelled(name: str) -> str:
    """One spelling of a name or address: small letters, no trailing dot, an IPv6 address in its short form, an IPv4
    address inside one as itself."""
    name = name.lower().removesuffix(".").strip("[]")
    return address(name) or name


def address(text: str) -> str:
    """One spelling of an address, without its zone; empty for what is none."""
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    inside = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(inside or found)


def is_loopback(host: str) -> bool:
    """Whether a host is reached from this machine alone."""
    return ip_address(found).is_loopback if (found := address(spelled(host))) else spelled(host) == "localhost"
