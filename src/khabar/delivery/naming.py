"""The name of a page: host, path and the query parameters that its view reads. Nothing else.

Django is asked for a page under its name alone, with a request that holds nothing but the name.
So nothing else that a reader sent (a header, a cookie, a parameter) can find its way into a page.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from django.http.request import split_domain_port, validate_host

Environ = dict[str, Any]

LONGEST_PATH = 1_000
"""In bytes as they are sent. A slug of 200 letters in Arabic script is 1,200 when quoted."""
LONGEST_QUERY = 500
_PLAIN_PATH = re.compile(r"/(?:[A-Za-z0-9_-]{1,100}/){0,8}[A-Za-z0-9_-]{0,100}")
_SAFE = "/!$&'()*+,;=:@~-._"


@dataclass(frozen=True)
class Name:
    """What a page is asked by. `path` is quoted, `query` holds the declared parameters alone."""

    host: str
    path: str
    query: str = ""

    def __str__(self) -> str:
        return self.text

    @cached_property
    def text(self) -> str:
        """Return what the page is kept under, and what `parse` reads."""
        return f"{self.host}{self.path}{self._suffix}"

    @cached_property
    def key(self) -> str:
        """Return what the page is remembered by: its host and path as WSGI writes it.

        So a worker finds a page without a query by what the server hands it. One with a query
        begins with a question mark, as no host does.
        """
        address = self.host + unquote_to_bytes(self.path).decode("latin-1")
        return f"?{self.query} {address}" if self.query else address

    @classmethod
    def parse(cls, text: str) -> Name:
        """Read a name from its text."""
        address, _, query = text.partition("?")
        host, slash, path = address.partition("/")
        return cls(host, slash + path, query)

    @property
    def _suffix(self) -> str:
        return f"?{self.query}" if self.query else ""

    def url(self, origin: str) -> str:
        """Return the address that a cache in front knows the page by."""
        return f"{urlsplit(origin).scheme}://{_netloc(self.host, origin)}{self.path}{self._suffix}"

    def environ(self, origin: str) -> Environ:
        """Return a WSGI request for this page that holds nothing but its name."""
        netloc, scheme = _netloc(self.host, origin), urlsplit(origin).scheme
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(self.path).decode("latin-1"),
            "QUERY_STRING": self.query,
            "SERVER_NAME": self.host,
            "SERVER_PORT": str(urlsplit(f"//{netloc}").port or (443 if scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": netloc,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


def _netloc(host: str, origin: str) -> str:
    own = urlsplit(origin)
    return own.netloc.rpartition("@")[2] if host == (own.hostname or "") else host


@lru_cache(maxsize=1024)
def host_of(header: str, allowed: tuple[str, ...]) -> str | None:
    """Return the host that a `Host` header names, without its port, or None if it isn't ours.

    The port is left out, or else whoever sends 65,535 of them has as many copies of each page.
    """
    domain, _port = split_domain_port(header)
    return domain if domain and validate_host(domain, list(allowed)) else None


def path_of(path_info: str) -> str | None:
    """Return the quoted path, or None where no page is kept under such a path.

    `path_info` is as WSGI has it: unquoted bytes, read as Latin-1. Two slashes in a row, dots
    between slashes, control characters and bytes that aren't UTF-8 are left for Django to answer.
    """
    if _PLAIN_PATH.fullmatch(path_info):
        return path_info
    raw = path_info.encode("latin-1", "replace")
    parts = path_info.split("/")
    if len(raw) > LONGEST_PATH or not path_info.startswith("/") or {".", ".."} & set(parts):
        return None
    if "//" in path_info or "\\" in path_info or any(byte < 0x20 or byte == 0x7F for byte in raw):
        return None
    return quote(raw, safe=_SAFE) if _is_utf8(raw) else None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def query_of(query_string: str, allowed: Collection[str]) -> str | None:
    """Return the allowed parameters in one order, or None where the query is too long to keep.

    Of a parameter given twice the last counts, as it does for Django's `request.GET.get`.
    """
    if not query_string or not allowed:
        return ""
    if len(query_string) > LONGEST_QUERY:
        return None
    pairs = parse_qsl(query_string, keep_blank_values=True, errors="replace")
    kept = {name: value for name, value in pairs if name in allowed}
    return urlencode(sorted(kept.items()))
