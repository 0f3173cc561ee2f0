"""Sending what was found, or saying politely that there is nothing to send."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from khabar.delivery.counting import COUNTERS
from khabar.delivery.finishing import Headers
from khabar.delivery.naming import Environ
from khabar.delivery.passing import NOT_KEPT, Start
from khabar.delivery.remembering import READ_BUT_NOT_NOTED, Answer

APOLOGIES = Path(__file__).parent / "templates" / "khabar_delivery"
"""A page for each language, as a file: a web server in front may send it, too."""

_RETRY_AFTER = "10"
_OF_304 = frozenset({"cache-control", "cache-tag", "etag", "surrogate-key", "vary", "warning"})


def send(answer: Answer, body: list[bytes], environ: Environ, start: Start) -> Iterable[bytes]:
    """Answer with a page; 304 to who has it already, headers alone to who asks for those.

    A `Range` is ignored, as it may be (RFC 9110, section 14.2): a page is short.
    """
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and answer.status[0] == "2" and names(known, answer.etag):
        start("304 Not Modified", [one for one in answer.headers if one[0].lower() in _OF_304])
        return []
    answer.read |= READ_BUT_NOT_NOTED
    start(answer.status, answer.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else body


def names(if_none_match: str, etag: str) -> bool:
    """Return whether `If-None-Match` names this tag; a proxy may have made it a weak one."""
    if if_none_match == etag:
        return True
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in ("*", etag) for tag in tags)


def refuse(status: str, start: Start) -> Iterable[bytes]:
    """Answer a request that no reader sends, without asking anyone."""
    COUNTERS.refused += 1
    body = f"{status}\n".encode()
    length = ("Content-Length", str(len(body)))
    start(status, [("Content-Type", "text/plain; charset=utf-8"), length, NOT_KEPT])
    return [body]


def apologise(path: str, fallback: str, start: Start) -> Iterable[bytes]:
    """Say that there is no page right now, in the language that the path begins with."""
    COUNTERS.unavailable += 1
    language = path.lstrip("/").partition("/")[0]
    headers, body = apology(language) or apology(fallback) or apology("en") or ([], b"")
    start("503 Service Unavailable", headers)
    return [body]


@cache
def _apologies() -> dict[str, tuple[Headers, bytes]]:
    files = APOLOGIES.glob("_unavailable.*.html")
    return {file.name.split(".")[1]: _prepared(file) for file in files}


def apology(language: str) -> tuple[Headers, bytes] | None:
    """Return the page that asks for patience, or None where there is none in this language."""
    return _apologies().get(language)


def _prepared(file: Path) -> tuple[Headers, bytes]:
    body = file.read_bytes()
    style = body.partition(b"<style>")[2].partition(b"</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Content-Language", file.name.split(".")[1]),
        ("Content-Security-Policy", f"default-src 'none'; style-src 'sha256-{digest}'"),
        ("Retry-After", _RETRY_AFTER),
        NOT_KEPT,
    ], body
