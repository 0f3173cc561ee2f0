"""Making a page of what Django answered: judged, compressed once, with its final headers."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import brotli

from khabar.delivery.declaring import Declaration
from khabar.delivery.negotiating import BROTLI, GZIP, IDENTITY

Headers = list[tuple[str, str]]

KEPT_STATUSES = frozenset({200, 301, 404, 410})
LARGEST = 4 * 1024 * 1024
"""Bytes. What is larger isn't a page of text, and would push thousands of pages out."""

_SMALLEST_COMPRESSED = 200
_COMPRESSIBLE = ("text/", "application/json", "application/xml", "image/svg+xml")
_COMPRESSIBLE_ENDINGS = ("+xml", "+json", "/javascript", "/manifest+json")
# Quality 5 takes 2 ms for a page of 30 kB, while a reader may be waiting; 11 takes 37 ms for 15 %.
_BROTLI_QUALITY, _GZIP_LEVEL = 5, 6
_REPLACED = frozenset({
    "cache-control", "cache-tag", "connection", "content-length", "date", "etag", "expires",
    "keep-alive", "server", "surrogate-control", "surrogate-key", "transfer-encoding", "vary",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """What Django answered, and what was declared and added while it did."""

    status: str
    headers: Headers
    body: bytes
    declaration: Declaration | None = None
    keys: frozenset[str] = frozenset()

    @property
    def code(self) -> int:
        """Return the status as a number."""
        return int(self.status[:3])


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. `headers` are those that hold for every encoding."""

    status: str
    headers: Headers
    bodies: dict[str, bytes]
    etag: str
    declaration: Declaration
    keys: frozenset[str]
    made_at: float = field(default_factory=time.time)

    @property
    def size(self) -> int:
        """Return what the page weighs in bytes, with about what it takes to keep account of it."""
        return 1024 + sum(map(len, self.bodies.values()))


def why_not_kept(answered: Answered) -> str | None:
    """Return the reason why this answer must never be kept, or None where it may be."""
    if answered.declaration is None:
        return "its view declares nothing"
    if answered.code not in KEPT_STATUSES:
        return f"its status is {answered.code}"
    if len(answered.body) > LARGEST:
        return f"it is larger than {LARGEST} bytes"
    return next(filter(None, map(_objection, *zip(*answered.headers, strict=True))), None)


def _objection(name: str, value: str) -> str | None:
    name, value = name.lower(), value.lower()
    if name == "set-cookie":
        return "it sets a cookie"
    if name == "content-encoding":
        return "it is already encoded"
    if name == "vary" and {part.strip() for part in value.split(",")} - {"accept-encoding", ""}:
        return f"it varies on {value}"
    if name == "cache-control" and any(word in value for word in ("private", "no-store")):
        return f"it says {value}"
    return None


def own_key(name: str) -> str:
    """Return the key that only the page with this name carries, for caches in front."""
    return f"page/{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def finish(answered: Answered, *, name: str = "", keys_wanted: bool = False) -> Page:
    """Make the page of an answer that may be kept.

    `keys_wanted`: something stands in front that purges by keys, so they are sent along.
    """
    assert answered.declaration is not None  # noqa: S101  (`why_not_kept` was asked before)
    headers = [pair for pair in answered.headers if pair[0].lower() not in _REPLACED]
    headers += [
        ("Cache-Control", _lasting(answered) or answered.declaration.cache_control),
        ("Vary", "Accept-Encoding"),
    ]
    if keys_wanted:
        headers += key_headers([own_key(name), *sorted(answered.keys)])
    return Page(
        status=answered.status,
        headers=headers,
        bodies=_compressed(answered.body, _content_type(headers)),
        etag=hashlib.sha256(answered.body).hexdigest()[:24],
        declaration=answered.declaration,
        keys=answered.keys,
    )


def _lasting(answered: Answered) -> str | None:
    """Return what Django said to caches, if it is that this address never changes."""
    said = (value for name, value in answered.headers if name.lower() == "cache-control")
    return next((v for v in said if "immutable" in v and answered.code == 200), None)


def key_headers(keys: Sequence[str]) -> Headers:
    """Return the headers by which caches in front learn a page's keys."""
    return [("Surrogate-Key", " ".join(keys)), ("Cache-Tag", ",".join(keys))]


def _content_type(headers: Headers) -> str:
    named = (value for name, value in headers if name.lower() == "content-type")
    return next(named, "").partition(";")[0].strip().lower()


def _compressed(body: bytes, content_type: str) -> dict[str, bytes]:
    bodies = {IDENTITY: body}
    text = content_type.startswith(_COMPRESSIBLE) or content_type.endswith(_COMPRESSIBLE_ENDINGS)
    if not text or len(body) < _SMALLEST_COMPRESSED:
        return bodies
    bodies[GZIP] = gzip.compress(body, _GZIP_LEVEL, mtime=0)
    bodies[BROTLI] = brotli.compress(body, brotli.MODE_TEXT, _BROTLI_QUALITY)
    return {
        name: data for name, data in bodies.items() if name == IDENTITY or len(data) < len(body)
    }
