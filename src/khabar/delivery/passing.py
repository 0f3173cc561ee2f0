"""Passing a request on to Django as it came, its answer never to be kept by anyone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from khabar.delivery.finishing import Headers
from khabar.delivery.naming import Environ
from khabar.delivery.rendering import Application, ExcInfo

Start = Callable[..., Any]
NOT_KEPT = ("Cache-Control", "private, no-store")


def pass_on(application: Application, environ: Environ, start: Start) -> Iterable[bytes]:
    """Answer as `application` does, and keep caches off where its view says nothing of them."""
    return application(environ, _private_by_default(start))


def _private_by_default(start: Start) -> Start:
    def begin(status: str, headers: Headers, exc_info: ExcInfo | None = None) -> object:
        if not any(name.lower() == "cache-control" for name, _value in headers):
            headers = [*headers, NOT_KEPT]
        return start(status, headers, exc_info) if exc_info else start(status, headers)

    return begin
