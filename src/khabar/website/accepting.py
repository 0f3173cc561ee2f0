"""A door of its own for what readers send to a story's comments.

Finished pages are served beside a gate that lets few requests into Django at a time, since Django
may hang on its database. Taking in a comment asks no database, so it doesn't wait at that gate.

A form from a reader has no session, no account and no token, so it doesn't pass through what looks
for them, either: that takes a sixth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SENT: Final = re.compile(r"/[a-z]{2}/[^/]{1,64}/comments/(?:vote/|report/|appeal/)?")

# What serves files, knows who is signed in, redirects what isn't found, or builds the policy anew.
UNNEEDED: Final = frozenset(
    (
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    )
)


class Taking(WSGIHandler):
    """Django with what a form from a reader needs; its answers have the headers of any page."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Load what is left of the settings' middleware."""
        every = settings.MIDDLEWARE
        settings.MIDDLEWARE = [name for name in every if name not in UNNEEDED]
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = every
        self._policy = build_policy()

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the policy that every page of ours has."""
        response = super().get_response(request)
        response.headers.setdefault(HEADER, self._policy)
        return response


class Counter:
    """A WSGI application: `application` for all but what is sent to comments, that to `taking`."""

    def __init__(self, application: Application, taking: Application) -> None:
        self.application, self.taking = application, taking

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] == "POST" and SENT.fullmatch(environ["PATH_INFO"]):
            return self.taking(environ, start)
        return self.application(environ, start)
