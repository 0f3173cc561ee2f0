"""Telling readers apart without knowing them: networks cut short, and keyed hashes that turn."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.conf import settings

IPV4_BITS: Final = 24
IPV6_BITS: Final = 48


@lru_cache(maxsize=16)
def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"khabar.comments.{purpose}:{settings.SECRET_KEY}".encode()).digest()


def keyed(purpose: str, *parts: object) -> bytes:
    """Return 32 bytes that only this installation can make of `parts`, others for each purpose."""
    # The lengths keep ("a", "bc") apart from ("ab", "c").
    written = b"".join(
        len(part).to_bytes(4, "big") + part for part in (str(one).encode() for one in parts)
    )
    return hmac.digest(_key(purpose), written, "sha256")


def network_of(meta: Mapping[str, Any]) -> str:
    """Return the network that a request came from, as 192.0.2.0/24 or 2001:db8::/48, or "".

    Of `X-Forwarded-For` only what our own proxies wrote counts: `KHABAR_PROXIES` from the end.
    """
    given = str(meta.get("REMOTE_ADDR", ""))
    if settings.PROXIES and (hops := str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
        given = hops[-min(settings.PROXIES, len(hops))].strip() or given
    return _network(given)


@lru_cache(maxsize=4096)
def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    bits = IPV4_BITS if found.version == 4 else IPV6_BITS
    return str(ipaddress.ip_network((found, bits), strict=False))


def reader_hash(meta: Mapping[str, Any], day: date) -> str:
    """Return what tells one reader from another on one day, and nothing on any other day."""
    agent = str(meta.get("HTTP_USER_AGENT", ""))[:300]
    return keyed("reader", network_of(meta), agent, day.toordinal()).hex()[:32]


def email_hash(email: str) -> str:
    """Return the keyed hash by which the house knows an address again, however it is written."""
    plain = unicodedata.normalize("NFKC", email).strip().lower()
    return keyed("email", plain).hex()
